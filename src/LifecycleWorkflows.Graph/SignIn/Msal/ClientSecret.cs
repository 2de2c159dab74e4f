using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>A client secret.</summary>
internal sealed class ClientSecret(string secret) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientSecret(secret);
}
