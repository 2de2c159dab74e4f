using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// Turns what MSAL throws into the module's one exception. The text of MSAL's exceptions can repeat what was sent, so
/// neither it nor the exception itself is passed on: the error code and the number of the sign-in service say what is
/// needed.
/// </summary>
internal static partial class MsalErrors
{
    private const int TooManyRequests = 429;

    private static readonly Dictionary<string, string> AdviceByNumber = new()
    {
        ["7000215"] = "The secret is wrong. Give the value of the present one, not its id.",
        ["7000222"] =
            "The secret has expired. Make a new one, or use a certificate, a managed identity or a federated credential.",
        ["700016"] =
            "The tenant does not know this application (client) id. Check both, and that -Environment names the tenant's cloud.",
        ["90002"] = "There is no such tenant. Check -TenantId, and that -Environment names the tenant's cloud.",
        ["900023"] = "There is no such tenant. Check -TenantId, and that -Environment names the tenant's cloud.",
        ["65001"] =
            "Consent is missing. Let an administrator grant the application the permissions that were asked for, or ask for fewer with -Scopes.",
        ["90094"] =
            "An administrator has to consent. Let one grant the application the permissions, or ask for fewer with -Scopes.",
        ["65004"] = "The consent was declined. Run Connect-Lwf again, or ask for fewer permissions with -Scopes.",
        ["700027"] =
            "The application does not know this certificate. Upload its public half to the application, and give -SendCertificateChain if it trusts an issuer and a subject name.",
        ["700024"] =
            "The proof is not valid at this time. Check this machine's clock, and that the token of the other provider is fresh.",
        ["50013"] =
            "The proof is not valid. Check this machine's clock, and that the token of the other provider is fresh.",
        ["500133"] =
            "The proof is not valid at this time. Check this machine's clock, and that the token of the other provider is fresh.",
        ["70021"] =
            "No federated credential of the application fits the token. Compare its issuer, subject and audience with those of the token.",
        ["700211"] = "No federated credential of the application has the token's issuer.",
        ["700212"] = "No federated credential of the application has the token's audience.",
        ["700213"] = "No federated credential of the application has the token's subject.",
        ["7000218"] =
            "The application does not allow public client flows. Turn them on in its authentication settings, or sign in with one of its credentials.",
        ["50020"] = "The account is not one of this tenant. Sign in with another one, or give another -TenantId.",
        ["50105"] = "The account has not been assigned to the application.",
        ["53003"] =
            "A conditional access policy refused this way to sign in. Try another one, or ask who manages the policies.",
        ["50076"] = "A second factor is needed. Run Connect-Lwf again, in the browser.",
        ["70011"] = "The application cannot be asked for one of the scopes. Check -Scopes and -GraphEndpoint.",
        ["1002012"] = "The sign-in service has no such audience. Check -GraphEndpoint.",
        ["500011"] =
            "The tenant does not know the audience. Check -GraphEndpoint, and that -Environment names the tenant's cloud.",
    };

    private static readonly Dictionary<string, string> AdviceByCode = new()
    {
        [MsalError.AuthenticationCanceledError] = "The sign-in was ended in the browser. Run Connect-Lwf again.",
        [MsalError.AccessDenied] =
            "The sign-in or the consent was declined. Run Connect-Lwf again, or ask for fewer permissions with -Scopes.",
        [MsalError.LinuxXdgOpen] = "There is no browser here that can be opened. Use -UseDeviceCode.",
        [MsalError.CodeExpired] = "Nobody entered the code in time. Run Connect-Lwf again.",
        ["expired_token"] = "Nobody entered the code in time. Run Connect-Lwf again.",
        ["authorization_declined"] = "The sign-in was declined. Run Connect-Lwf again.",
        [MsalError.CertWithoutPrivateKey] =
            "Give a certificate whose private key this account may use, such as a PFX file.",
        [MsalError.CertificateNotRsa] = "Give a certificate with an RSA key.",
        [MsalError.ManagedIdentityRequestFailed] =
            "The managed identity gave no token. Check that the identity exists and is assigned to this machine or service; for a user-assigned one give -ClientId, -IdentityObjectId or -IdentityResourceId.",
        [MsalError.ManagedIdentityUnreachableNetwork] = NoManagedIdentity,
        ["managed_identity_all_sources_unavailable"] = NoManagedIdentity,
        [MsalError.UserAssignedManagedIdentityNotSupported] =
            "This host has a system-assigned identity alone. Leave out -ClientId, -IdentityObjectId and -IdentityResourceId.",
        ["invalid_grant"] = "Run Connect-Lwf again.",
        [MsalError.UserNullError] = "Run Connect-Lwf again.",
    };

    private const string NoManagedIdentity =
        "There is no managed identity here. Turn it on for this machine or service, or sign in another way.";

    private const string UsualAdvice = "Check the tenant, the application (client) id and its credential.";

    /// <summary>The failure as the module's own; null for what is none of signing in.</summary>
    public static LifecycleWorkflowsException? Explain(Exception exception) =>
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
                "The sign-in service did not answer in time",
                refusal
            ),
            MsalServiceException { StatusCode: (int)HttpStatusCode.ProxyAuthenticationRequired } refusal => NotReached(
                $"the proxy answered {refusal.StatusCode}"
            ),
            MsalException { InnerException: HttpRequestException lost } refusal when !IsManagedIdentity(refusal) =>
                NotReached(lost.HttpRequestError.ToString()),
            MsalException refusal => Refused(refusal),
            HttpRequestException lost => NotReached(lost.HttpRequestError.ToString()),
            CryptographicException => Errors.SignInFailed(
                "the private key of the certificate could not be used",
                "Check that this account may use the key."
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
            $"Signing in failed: {refusal.ErrorCode}{(number.Length > 0 ? $" (AADSTS{number})" : "")}.",
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
        MsalServiceException refusal
    ) =>
        new(condition, string.Create(CultureInfo.InvariantCulture, $"{what}: {refusal.ErrorCode}."), "Try again later.")
        {
            StatusCode = refusal.StatusCode > 0 ? refusal.StatusCode : null,
            Code = refusal.ErrorCode,
            RetryAfter = refusal.Headers?.RetryAfter?.Delta,
            IsTransient = true,
        };

    private static LifecycleWorkflowsException NotReached(string how) =>
        new(
            ConnectionFailed,
            $"The sign-in service could not be reached ({how}).",
            "Check network and proxy (-Proxy), -AuthorityHost, and that -Environment names the tenant's cloud."
        )
        {
            IsTransient = true,
        };

    private static bool IsManagedIdentity(MsalException exception) =>
        exception.ErrorCode.StartsWith("managed_identity", StringComparison.Ordinal);

    [GeneratedRegex(@"AADSTS(\d{4,9})")]
    private static partial Regex Number();
}
