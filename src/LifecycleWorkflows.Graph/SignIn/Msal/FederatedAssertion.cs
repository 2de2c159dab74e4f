using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// A token of another identity provider that the application trusts. It's acquired each time because it's short-lived.
/// </summary>
internal sealed class FederatedAssertion(Func<CancellationToken, Task<string>> get) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientAssertion((AssertionRequestOptions options) => get(options.CancellationToken));
}
