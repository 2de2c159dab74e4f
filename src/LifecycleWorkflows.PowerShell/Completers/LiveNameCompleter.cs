using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Completers;

/// <summary>
/// Completes names that the service knows: silently, and within a time after which somebody at a prompt would wonder.
/// </summary>
public abstract class LiveNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    private protected LiveNameCompleter() { }

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
            List<string> names = Task.Run(() => NamesAsync(connection, fakeBoundParameters, token), token)
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
        IDictionary bound,
        CancellationToken cancellationToken
    );

    private protected static object? Value(IDictionary bound, string parameter) =>
        bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter];

    private protected static bool IsDeleted(IDictionary bound) =>
        Value(bound, "Deleted") is { } value && LanguagePrimitives.IsTrue(value);
}

/// <summary>Notices that nobody is to hear.</summary>
internal sealed class Silence : INotices
{
    public static readonly Silence Instance = new();

    public bool HearsVerbose => false;

    public bool HearsDebug => false;

    public void Verbose(string text) { }

    public void Debug(string text) { }

    public void Warning(string text) { }

    public void Tell(string text) { }

    public void Progress(Progress progress) { }

    /// <summary>
    /// Never does it: a token that only a script block can give is not fetched for a Tab, which then gives up in its
    /// time.
    /// </summary>
    public void Do(Action work) { }
}

/// <summary>Completes the names of workflows.</summary>
public sealed class WorkflowNameCompleter : LiveNameCompleter
{
    private protected override async Task<List<string>> NamesAsync(
        GraphConnection connection,
        IDictionary bound,
        CancellationToken cancellationToken
    )
    {
        ResourcePath workflows = ResourceCollection.Workflows.Locate(
            new() { Deleted = IsDeleted(bound) },
            connection.ApiVersion
        );
        List<Workflow> all = await connection
            .Client.Workflows.ListAsync(workflows, Query.All, Silence.Instance, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. all.Select(workflow => workflow.DisplayName).OfType<string>()];
    }
}

/// <summary>Completes the names of the tasks of the workflow that stands on the command line.</summary>
public sealed class TaskNameCompleter : LiveNameCompleter
{
    private protected override async Task<List<string>> NamesAsync(
        GraphConnection connection,
        IDictionary bound,
        CancellationToken cancellationToken
    )
    {
        if ((Value(bound, "Workflow") ?? Value(bound, "WorkflowId"))?.ToString() is not { Length: > 0 } workflow)
            return [];
        bool deleted = IsDeleted(bound);
        string id = await connection
            .Client.Walk.WorkflowIdAsync(
                new(workflow),
                deleted,
                connection.ApiVersion,
                Silence.Instance,
                cancellationToken
            )
            .ConfigureAwait(false);
        ResourcePath tasks = ResourceCollection.WorkflowTasks.Locate(
            new() { Deleted = deleted, WorkflowId = id },
            connection.ApiVersion
        );
        List<WorkflowTask> all = await connection
            .Client.WorkflowTasks.ListAsync(tasks, Query.All, Silence.Instance, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. all.Select(task => task.DisplayName).OfType<string>()];
    }
}
