using LifecycleWorkflows.Graph.Clouds;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>What all ways to sign in have to know.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="GraphEndpoint">What the token is for.</param>
/// <param name="AuthorityHost">Where one signs in; null for the cloud's own place.</param>
/// <param name="TenantId">The tenant to sign in to.</param>
/// <param name="Handler">What sends the requests.</param>
/// <param name="IsHandlerGiven">Whether the handler came from the user.</param>
/// <param name="KeepsTokens">Whether tokens are kept for the user in the system's protected store.</param>
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

    /// <summary>The tenant's address at the sign-in service.</summary>
    /// <exception cref="LifecycleWorkflowsException">Host or tenant cannot be used.</exception>
    public string Authority => $"{Host.GetLeftPart(UriPartial.Authority)}/{Tenant}";

    private Uri Host =>
        AuthorityHost is null ? Cloud.AuthorityHost
        : AuthorityHost.IsAbsoluteUri
        && AuthorityHost.Scheme == Uri.UriSchemeHttps
        && AuthorityHost.UserInfo.Length == 0
            ? AuthorityHost
        : throw Errors.ParameterInvalid(
            nameof(AuthorityHost),
            "it is not an absolute https address",
            "Give it as https://login.example.com. Sign-in needs https even on loopback."
        );

    private string Tenant =>
        string.IsNullOrWhiteSpace(TenantId)
            ? throw Errors.ParameterInvalid(
                nameof(TenantId),
                "it is empty",
                "Give the tenant's id or one of its domain names."
            )
            : Uri.EscapeDataString(TenantId);

    /// <summary>Names of permissions as the scopes of this cloud.</summary>
    public string[] Scopes(IEnumerable<string> permissions) =>
        [
            .. permissions.Select(permission =>
                permission.Contains("://", StringComparison.Ordinal) ? permission : $"{Audience}/{permission}"
            ),
        ];
}
