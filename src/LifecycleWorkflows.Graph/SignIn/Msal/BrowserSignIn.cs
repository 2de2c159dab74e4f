using LifecycleWorkflows.Graph.Runtime;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>Signs in a user with the system's browser and PKCE.</summary>
internal sealed class BrowserSignIn(SignInContext context, string clientId, IReadOnlyList<string> scopes)
    : UserSignIn(context, clientId, scopes)
{
    private protected override Task<AuthenticationResult> AskAsync(
        IOperationHost person,
        CancellationToken cancellationToken
    )
    {
        person.Verbose("Waiting for you to sign in with the browser.");
        return Application
            .AcquireTokenInteractive(Scopes)
            .WithUseEmbeddedWebView(false)
            .ExecuteAsync(cancellationToken);
    }
}
