using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Graph.Network;
using Microsoft.Identity.Client;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// Converts MSAL exceptions to the exception of this module. The text of an MSAL exception can contain what was sent,
/// so only the error code and the AADSTS number are used.
/// </summary>
internal static partial class MsalErrors
{
    private const int TooManyRequests = 429;

    private static readonly Dictionary<string, string> AdviceByNumber = new()
    {
        ["7000215"] = "The client secret isn't valid. Specify the value of the current secret, not its ID.",
        ["7000222"] =
            "The client secret has expired."
            + " Create a new secret, or use a certificate, a managed identity, or a federated credential.",
        ["700016"] =
            "The application (client) ID isn't known in the tenant."
            + " Check both, and that -Environment is the tenant's cloud.",
        ["90002"] = "The tenant doesn't exist. Check -TenantId, and that -Environment is the tenant's cloud.",
        ["900023"] = "The tenant doesn't exist. Check -TenantId, and that -Environment is the tenant's cloud.",
        ["65001"] =
            "Consent is missing. Ask an administrator to grant the requested permissions to the application,"
            + " or request fewer permissions with -Scopes.",
        ["90094"] =
            "An administrator must consent. Ask an administrator to grant the permissions to the application,"
            + " or request fewer permissions with -Scopes.",
        ["65004"] = "Consent was declined. Run Connect-Lwf again, or request fewer permissions with -Scopes.",
        ["700027"] =
            "The certificate isn't registered for the application. Upload its public key to the application,"
            + " and add -SendCertificateChain if the application trusts an issuer and a subject name.",
        ["700024"] =
            "The credential isn't valid at this time."
            + " Check the clock of this computer, and that the token of the other provider hasn't expired.",
        ["50013"] =
            "The credential isn't valid."
            + " Check the clock of this computer, and that the token of the other provider hasn't expired.",
        ["500133"] =
            "The credential isn't valid at this time."
            + " Check the clock of this computer, and that the token of the other provider hasn't expired.",
        ["70021"] =
            "No federated credential of the application matches the token."
            + " Compare its issuer, subject, and audience with those of the token.",
        ["700211"] = "No federated credential of the application has the token's issuer.",
        ["700212"] = "No federated credential of the application has the token's audience.",
        ["700213"] = "No federated credential of the application has the token's subject.",
        ["7000218"] =
            "The application doesn't allow public client flows."
            + " Enable them in its authentication settings, or sign in with one of its credentials.",
        ["50020"] =
            "The account isn't in this tenant."
            + " Sign in with a different account, or specify a different -TenantId.",
        ["50105"] = "The account isn't assigned to the application. Ask an administrator to assign it.",
        ["53003"] =
            "A Conditional Access policy blocks this sign-in method."
            + " Try another method, or ask an administrator of the policies.",
        ["50076"] = "Multifactor authentication is required. Run Connect-Lwf again, and sign in with the browser.",
        ["70011"] = "A requested scope isn't valid for the application. Check -Scopes and -GraphEndpoint.",
        ["1002012"] = "The sign-in service doesn't know the audience. Check -GraphEndpoint.",
        ["500011"] =
            "The audience isn't known in the tenant."
            + " Check -GraphEndpoint, and that -Environment is the tenant's cloud.",
    };

    private static readonly Dictionary<string, string> AdviceByCode = new()
    {
        [MsalError.AuthenticationCanceledError] = "The sign-in was canceled in the browser. Run Connect-Lwf again.",
        [MsalError.AccessDenied] =
            "The sign-in or consent was declined. Run Connect-Lwf again, or request fewer permissions with -Scopes.",
        [MsalError.LinuxXdgOpen] = "No browser can be opened on this computer. Use -UseDeviceCode.",
        [MsalError.CodeExpired] = "The code wasn't entered in time. Run Connect-Lwf again.",
        ["expired_token"] = "The code wasn't entered in time. Run Connect-Lwf again.",
        ["authorization_declined"] = "The sign-in was declined. Run Connect-Lwf again.",
        [MsalError.CertWithoutPrivateKey] =
            "Specify a certificate with a private key that you have permission to use, such as a PFX file.",
        [MsalError.CertificateNotRsa] = "Specify a certificate with an RSA key.",
        [MsalError.ManagedIdentityRequestFailed] =
            "No token is available for the managed identity. Check that the identity exists and is assigned to this "
            + "computer or service."
            + " For a user-assigned identity, specify -ClientId, -IdentityObjectId, or -IdentityResourceId.",
        [MsalError.ManagedIdentityUnreachableNetwork] = NoManagedIdentity,
        ["managed_identity_all_sources_unavailable"] = NoManagedIdentity,
        [MsalError.UserAssignedManagedIdentityNotSupported] =
            "This host supports only a system-assigned identity."
            + " Omit -ClientId, -IdentityObjectId, and -IdentityResourceId.",
        ["invalid_grant"] = "Run Connect-Lwf again.",
        [MsalError.UserNullError] = "Run Connect-Lwf again.",
    };

    private const string NoManagedIdentity =
        "No managed identity is available. Enable it for this computer or service, or use another sign-in method.";

    private const string NotReachedAdvice =
        "Check the network, the proxy (-Proxy), -AuthorityHost, and that -Environment is the tenant's cloud.";

    private const string UsualAdvice = "Check the tenant, the application (client) ID, and its credential.";

    /// <summary>Returns the exception of this module; null if the exception isn't about sign-in.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="handler">The handler that sends the requests.</param>
    /// <param name="host">The address of the sign-in service.</param>
    public static LifecycleWorkflowsException? Explain(Exception exception, HttpMessageHandler handler, Uri host) =>
        exception switch
        {
            MsalServiceException { StatusCode: TooManyRequests } refusal => Passing(
                Throttled,
                "The sign-in service limits the number of requests",
                refusal
            ),
            MsalServiceException { StatusCode: >= 500 } refusal when !IsManagedIdentity(refusal) => Passing(
                ServiceUnavailable,
                "The sign-in service failed",
                refusal
            ),
            MsalServiceException { ErrorCode: MsalError.RequestTimeout } refusal => Passing(
                RequestTimeout,
                $"The sign-in service ({ConnectFailure.EndpointOf(handler, host)}) didn't respond in time",
                refusal,
                NotReachedAdvice
            ),
            MsalException { InnerException: HttpRequestException lost } refusal when !IsManagedIdentity(refusal) =>
                NotReached(lost, handler, host),
            MsalException refusal => Refused(refusal),
            HttpRequestException lost => NotReached(lost, handler, host),
            CryptographicException => Errors.SignInFailed(
                "the private key of the certificate couldn't be used",
                "Check that you have permission to use the key."
            ),
            _ => null,
        };

    private static LifecycleWorkflowsException Refused(MsalException refusal)
    {
        string number = Number().Match(refusal.Message).Groups[1].Value;
        string advice =
            AdviceByNumber.GetValueOrDefault(number)
            ?? AdviceByCode.GetValueOrDefault(refusal.ErrorCode)
            ?? UsualAdvice;
        return new(
            AuthenticationFailed,
            $"Sign-in failed: {refusal.ErrorCode}{(number.Length > 0 ? $" (AADSTS{number})" : "")}.",
            advice
        )
        {
            StatusCode = (refusal as MsalServiceException)?.StatusCode is > 0 and int status ? status : null,
            Code = refusal.ErrorCode,
            ClientRequestId = refusal.CorrelationId,
        };
    }

    private static LifecycleWorkflowsException Passing(
        ErrorCondition condition,
        string what,
        MsalServiceException refusal,
        string advice = "Try again later."
    ) =>
        new(condition, string.Create(CultureInfo.InvariantCulture, $"{what}: {refusal.ErrorCode}."), advice)
        {
            StatusCode = refusal.StatusCode > 0 ? refusal.StatusCode : null,
            Code = refusal.ErrorCode,
            RetryAfter = refusal.Headers is { } headers ? RetryAfter.In(headers, DateTimeOffset.UtcNow) : null,
            IsTransient = true,
        };

    private static LifecycleWorkflowsException NotReached(
        HttpRequestException lost,
        HttpMessageHandler handler,
        Uri host
    )
    {
        ConnectFailure? failure = ConnectFailure.Of(lost, handler, host);
        bool requiresCredentials = failure?.RequiresCredentials == true;
        return new(
            ConnectionFailed,
            $"The sign-in service couldn't be reached: {failure?.Reason ?? lost.HttpRequestError.ToString()}.",
            requiresCredentials ? ConnectFailure.ProxyAdvice : NotReachedAdvice
        )
        {
            IsTransient = !requiresCredentials,
            ConnectError = failure?.Error,
        };
    }

    private static bool IsManagedIdentity(MsalException exception) =>
        exception.ErrorCode.StartsWith("managed_identity", StringComparison.Ordinal);

    [GeneratedRegex(@"AADSTS(\d{4,9})")]
    private static partial Regex Number();
}
