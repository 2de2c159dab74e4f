using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// A token of another identity provider that the directory trusts. It is asked for anew each time, since it does not
/// live long.
/// </summary>
internal sealed class FederatedAssertion(Func<CancellationToken, Task<string>> get) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientAssertion((AssertionRequestOptions options) => get(options.CancellationToken));
}
