using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Authentication;
using SdkClient = Microsoft.Graph.GraphServiceClient;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>Microsoft's own client, as it comes: its middleware, its serialisers, its builders.</summary>
public abstract class SdkTest : EmulatorTest
{
    private readonly HttpClient _http = GraphClientFactory.Create();

    protected SdkClient V1 => Create("v1.0");

    protected SdkClient Beta => Create("beta");

    /// <summary>What the client sends as its token; an opaque one permits everything.</summary>
    protected string Token { get; set; } = "a-token";

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _http.Dispose();
        base.Dispose(disposing);
    }

    protected static async Task<(int Status, string? Code, string? RequestId)> RefusedAsync(Func<Task> call)
    {
        ODataError error = await Assert.ThrowsAsync<ODataError>(call);
        return (error.ResponseStatusCode, error.Error?.Code, error.Error?.InnerError?.RequestId);
    }

    private SdkClient Create(string version) =>
        new(
            _http,
            new BaseBearerTokenAuthenticationProvider(new FixedToken(() => Token)),
            new Uri(Host.Address, version).AbsoluteUri
        );

    private sealed class FixedToken(Func<string> token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri,
            Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(token());
    }
}
