using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>A secret that the application shares with the directory.</summary>
internal sealed class ClientSecret(string secret) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientSecret(secret);
}
