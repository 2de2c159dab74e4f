namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The authority of one tenant, at the address under which it was asked.</summary>
internal sealed record Authority(string Host, string TenantId)
{
    public string Root => $"{Host}/{Uri.EscapeDataString(TenantId)}";
    public string Issuer => $"{Root}/v2.0";
    public string TokenEndpoint => $"{Root}/oauth2/v2.0/token";

    /// <summary>What an assertion may call it.</summary>
    public IReadOnlyList<string> Names => [TokenEndpoint, Issuer, Root];

    public static Authority Of(HttpContext context, string tenantId) =>
        new($"{context.Request.Scheme}://{context.Request.Host}", tenantId);
}
