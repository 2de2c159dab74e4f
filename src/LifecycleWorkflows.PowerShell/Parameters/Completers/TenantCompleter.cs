using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Connections;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes what the service has, silently and with a short timeout.</summary>
public abstract class TenantCompleter : IArgumentCompleter
{
    private const string WorkflowParameter = "Workflow";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    private protected TenantCompleter() { }

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
        using CancellationTokenSource limit = new(Patience);
        try
        {
            Lookup lookup = new(connection, commandName, parameterName, fakeBoundParameters, limit.Token);
            List<Suggestion> found = Task.Run(() => FindAsync(lookup), limit.Token)
                .WaitAsync(Patience)
                .GetAwaiter()
                .GetResult();
            return Results(found, wordToComplete.Trim('\'', '"'));
        }
        catch (Exception exception)
            when (exception is LifecycleWorkflowsException or OperationCanceledException or TimeoutException)
        {
            return [];
        }
    }

    private protected abstract Task<List<Suggestion>> FindAsync(Lookup lookup);

    private protected virtual CompletionResult[] Results(IEnumerable<Suggestion> found, string word) =>
        [.. found.Where(each => each.StartsWith(word)).Select(each => each.ToResult(isQuoted: false))];

    private protected static object? Value(IDictionary bound, string parameter) =>
        bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter];

    /// <summary>What is completed, and what is on the command line already.</summary>
    private protected sealed record Lookup(
        GraphConnection Connection,
        string Command,
        string Parameter,
        IDictionary Bound,
        CancellationToken Token
    )
    {
        /// <summary>Whether the command is about deleted workflows, as it stands.</summary>
        public bool Deleted =>
            Command.EndsWith("Restore-LwfWorkflow", StringComparison.OrdinalIgnoreCase)
            || IsOn("Deleted")
            || IsOn("Permanent");

        private bool IsOn(string parameter) =>
            TenantCompleter.Value(Bound, parameter) is { } value && LanguagePrimitives.IsTrue(value);

        /// <summary>What a parameter has on the command line; null if it's empty.</summary>
        public string? Text(string parameter) =>
            TenantCompleter.Value(Bound, parameter)?.ToString() is { Length: > 0 } text ? text : null;

        /// <summary>The ID of the workflow on the command line; null if there's none.</summary>
        private async Task<string?> WorkflowIdAsync() =>
            (Text(WorkflowParameter) ?? Text(nameof(ResourceKey.WorkflowId))) is { } workflow
                ? await new NameResolver(Connection.Client)
                    .WorkflowIdAsync(new(workflow), Deleted, Connection.ApiVersion, NullHost.Instance, Token)
                    .ConfigureAwait(false)
                : null;

        /// <summary>The IDs on the command line, other than the one that is completed.</summary>
        private async Task<ResourceKey> KeyAsync()
        {
            ResourceKey key = new() { Deleted = Deleted };
            if (Parameter is not (WorkflowParameter or nameof(key.WorkflowId)))
                key = key with { WorkflowId = await WorkflowIdAsync().ConfigureAwait(false) };
            foreach (string name in PathTemplate.Parameters)
            {
                if (name is nameof(key.WorkflowId) || name == Parameter || Text(name) is not { } id)
                    continue;
                if (name is not nameof(key.VersionNumber) || int.TryParse(id, CultureInfo.InvariantCulture, out _))
                    key = key.With(name, id);
            }
            return key;
        }

        /// <summary>What the service has in a collection below the IDs on the command line.</summary>
        public async Task<List<Suggestion>> ListAsync<T>(
            ResourceCollection collection,
            ResourceReader<T> reader,
            ODataQuery query,
            Func<T, Suggestion> suggest
        )
            where T : PlacedResource
        {
            ResourceKey key = (await KeyAsync().ConfigureAwait(false)).Restrict([
                .. collection.Templates.SelectMany(template => template.Names),
            ]);
            ResourcePath path = collection.ResolvePath(
                key,
                key,
                ApiVersions.Parse(Text("ApiVersion")),
                Connection.ApiVersion
            );
            List<T> items = await reader
                .ListAsync(path, query, NullHost.Instance, Token)
                .ToListAsync(Token)
                .ConfigureAwait(false);
            return [.. items.Select(suggest)];
        }
    }
}
