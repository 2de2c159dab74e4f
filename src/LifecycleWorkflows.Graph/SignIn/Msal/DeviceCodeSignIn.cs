using LifecycleWorkflows.Graph.Runtime;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>Signs in a user with a code that the user enters in a browser on any device.</summary>
internal sealed class DeviceCodeSignIn(SignInContext context, string clientId, IReadOnlyList<string> scopes)
    : UserSignIn(context, clientId, scopes)
{
    private protected override Task<AuthenticationResult> AskAsync(
        IOperationHost person,
        CancellationToken cancellationToken
    ) =>
        Application
            .AcquireTokenWithDeviceCode(
                Scopes,
                code =>
                {
                    person.Tell(
                        $"To sign in, open {code.VerificationUrl} in a browser and enter the code {code.UserCode}."
                            + $" The code expires at {code.ExpiresOn.ToLocalTime():HH:mm}."
                    );
                    return Task.CompletedTask;
                }
            )
            .ExecuteAsync(cancellationToken);
}
