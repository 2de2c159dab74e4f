using LifecycleWorkflows.Graph.Runtime;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>In the system's browser, with a code that only this process can redeem (PKCE).</summary>
internal sealed class BrowserSignIn(SignInContext context, string clientId, IReadOnlyList<string> scopes)
    : UserSignIn(context, clientId, scopes)
{
    private protected override Task<AuthenticationResult> AskAsync(
        IOperationHost person,
        CancellationToken cancellationToken
    )
    {
        person.Verbose("Waiting for somebody to sign in in the browser.");
        return Application
            .AcquireTokenInteractive(Scopes)
            .WithUseEmbeddedWebView(false)
            .ExecuteAsync(cancellationToken);
    }
}
