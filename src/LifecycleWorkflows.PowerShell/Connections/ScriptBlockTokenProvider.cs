using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>
/// A script block that returns tokens. A script block is bound to its runspace: invoking it elsewhere marshals the call
/// back and can deadlock, so other runspaces run a copy created from its text.
/// </summary>
internal sealed class ScriptBlockTokenProvider(ScriptBlock script)
{
    private const string Parameter = "AccessTokenProvider";

    private readonly Runspace _home = Runspace.DefaultRunspace;

    /// <summary>Runs the script block on this thread, which must be the thread of a pipeline.</summary>
    /// <exception cref="LifecycleWorkflowsException">The script block didn't return a token.</exception>
    public AccessToken Ask()
    {
        Collection<PSObject> answer;
        try
        {
            answer = (Runspace.DefaultRunspace == _home ? script : ScriptBlock.Create(script.ToString())).Invoke();
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Errors.SignInFailed(
                $"the script block of -{Parameter} failed ({(exception.InnerException ?? exception).GetType().Name})",
                "Run the script block by itself to see the error."
                    + " In ForEach-Object -Parallel, it uses the functions and variables of that runspace."
            );
        }
        if (answer.Count != 1)
        {
            throw Errors.SignInFailed(
                $"the script block of -{Parameter} returned {answer.Count} objects",
                "Return one object: a SecureString, or an object with the properties Token and ExpiresOn."
            );
        }
        return AccessTokenInput.Of(Parameter, answer[0]).ToAccessToken();
    }
}
