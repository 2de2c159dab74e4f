using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.PowerShell.Connections;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes names from the service, silently and with a short timeout.</summary>
public abstract class TenantNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    private protected TenantNameCompleter() { }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        if (
            (Value(fakeBoundParameters, "Connection") as GraphConnection ?? DefaultConnection.Get())
            is not { } connection
        )
            return [];
        string word = wordToComplete.Trim('\'', '"');
        using CancellationTokenSource limit = new(Patience);
        try
        {
            CancellationToken token = limit.Token;
            List<string> names = Task.Run(() => NamesAsync(connection, commandName, fakeBoundParameters, token), token)
                .WaitAsync(Patience)
                .GetAwaiter()
                .GetResult();
            return
            [
                .. names
                    .Where(name => name.StartsWith(word, StringComparison.CurrentCultureIgnoreCase))
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Order(StringComparer.CurrentCultureIgnoreCase)
                    .Select(name => new CompletionResult(
                        $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'",
                        name,
                        CompletionResultType.ParameterValue,
                        name
                    )),
            ];
        }
        catch (Exception exception)
            when (exception is LifecycleWorkflowsException or OperationCanceledException or TimeoutException)
        {
            return [];
        }
    }

    private protected abstract Task<List<string>> NamesAsync(
        GraphConnection connection,
        string commandName,
        IDictionary bound,
        CancellationToken cancellationToken
    );

    private protected static object? Value(IDictionary bound, string parameter) =>
        bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter];

    /// <summary>Whether a command is about deleted workflows, as it stands.</summary>
    private protected static bool IsDeleted(string commandName, IDictionary bound) =>
        commandName.EndsWith("Restore-LwfWorkflow", StringComparison.OrdinalIgnoreCase)
        || IsOn(bound, "Deleted")
        || IsOn(bound, "Permanent");

    private static bool IsOn(IDictionary bound, string parameter) =>
        Value(bound, parameter) is { } value && LanguagePrimitives.IsTrue(value);
}
