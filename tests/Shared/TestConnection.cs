using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Tests;

/// <summary>Connections for tests, with pauses that take no time.</summary>
internal static class TestConnection
{
    public const string Token = "canary-token";

    public static GraphConnection To(HttpMessageHandler handler, string apiVersion = ApiVersions.V1) =>
        To(new("https://graph.example"), handler, apiVersion);

    public static GraphConnection To(HttpMessageHandler handler, TimeProvider clock) =>
        To(new("https://graph.example"), handler, clock: clock);

    public static GraphConnection To(
        Uri endpoint,
        HttpMessageHandler? handler = null,
        string apiVersion = ApiVersions.V1,
        TimeProvider? clock = null
    ) =>
        GraphConnection.Create(
            new("Custom", endpoint, null, null, "AccessToken", apiVersion),
            new StaticTokenSource(Token),
            handler,
            new() { Random = () => 0, SettleTimeout = TimeSpan.Zero },
            clock: clock
        );
}
