using LifecycleWorkflows.Graph.Clouds;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>The settings that all sign-in methods share.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="GraphEndpoint">The endpoint that the token is for.</param>
/// <param name="AuthorityHost">The address of the sign-in service; null for the default of the cloud.</param>
/// <param name="TenantId">The tenant to sign in to.</param>
/// <param name="Handler">The message handler that sends requests.</param>
/// <param name="IsHandlerGiven">Whether the user specified the handler.</param>
/// <param name="KeepsTokens">Whether tokens are stored in the protected store of the user.</param>
internal sealed record SignInContext(
    Cloud Cloud,
    Uri GraphEndpoint,
    Uri? AuthorityHost,
    string? TenantId,
    HttpMessageHandler Handler,
    bool IsHandlerGiven,
    bool KeepsTokens
)
{
    public string Audience => GraphEndpoint.GetLeftPart(UriPartial.Authority);

    public string DefaultScope => $"{Audience}/.default";

    /// <summary>The address of the tenant in the sign-in service.</summary>
    /// <exception cref="LifecycleWorkflowsException">The host or tenant isn't valid.</exception>
    public string Authority => $"{Host.GetLeftPart(UriPartial.Authority)}/{Tenant}";

    private Uri Host
    {
        get
        {
            Uri host = AuthorityHost ?? Cloud.AuthorityHost;
            if (host.IsAbsoluteUri && host.Scheme == Uri.UriSchemeHttps && host.UserInfo.Length == 0)
                return host;
            throw Errors.ParameterInvalid(
                nameof(AuthorityHost),
                "it isn't an absolute https address",
                "Specify an address such as https://login.example.com."
                    + " Sign-in requires https even for loopback addresses."
            );
        }
    }

    private string Tenant
    {
        get
        {
            if (string.IsNullOrWhiteSpace(TenantId))
            {
                throw Errors.ParameterInvalid(
                    nameof(TenantId),
                    "it's empty",
                    "Specify the ID or a domain name of the tenant."
                );
            }
            return Uri.EscapeDataString(TenantId);
        }
    }

    /// <summary>Converts names of permissions to scopes of this cloud.</summary>
    public string[] Scopes(IEnumerable<string> permissions) =>
        [
            .. permissions.Select(permission =>
                permission.Contains("://", StringComparison.Ordinal) ? permission : $"{Audience}/{permission}"
            ),
        ];
}
