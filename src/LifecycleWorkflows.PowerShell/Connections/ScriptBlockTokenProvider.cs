using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>
/// A script block that gives tokens. It is bound to the runspace where it was written: run in another one, PowerShell
/// would send it back there and wait, for ever when that runspace waits for this one. There its text runs instead.
/// </summary>
internal sealed class ScriptBlockTokenProvider(ScriptBlock script)
{
    private const string Parameter = "AccessTokenProvider";

    private readonly Runspace _home = Runspace.DefaultRunspace;

    /// <summary>Runs the script block on this thread, which must be a pipeline's.</summary>
    /// <exception cref="LifecycleWorkflowsException">It gave no token.</exception>
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
                "Run the script block by itself to see why. In a runspace of ForEach-Object -Parallel it sees that runspace's functions and variables."
            );
        }
        return answer.Count == 1
            ? AccessTokenInput.Of(Parameter, answer[0]).ToAccessToken()
            : throw Errors.SignInFailed(
                $"the script block of -{Parameter} gave {answer.Count} objects",
                "Let it give one: a SecureString, or an object with the properties Token and ExpiresOn."
            );
    }
}
