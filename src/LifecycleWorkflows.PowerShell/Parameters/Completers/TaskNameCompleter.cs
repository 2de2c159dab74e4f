using System.Collections;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the names of the tasks of the workflow on the command line.</summary>
public sealed class TaskNameCompleter : TenantNameCompleter
{
    private protected override async Task<List<string>> NamesAsync(
        GraphConnection connection,
        string commandName,
        IDictionary bound,
        CancellationToken cancellationToken
    )
    {
        if ((Value(bound, "Workflow") ?? Value(bound, "WorkflowId"))?.ToString() is not { Length: > 0 } workflow)
            return [];
        bool deleted = IsDeleted(commandName, bound);
        string id = await new NameResolver(connection.Client)
            .WorkflowIdAsync(new(workflow), deleted, connection.ApiVersion, NullHost.Instance, cancellationToken)
            .ConfigureAwait(false);
        ResourcePath tasks = ResourceCollection.WorkflowTasks.ResolvePath(
            new() { Deleted = deleted, WorkflowId = id },
            connection.ApiVersion
        );
        List<WorkflowTask> all = await connection
            .Client.WorkflowTasks.ListAsync(tasks, ODataQuery.All, NullHost.Instance, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. all.Select(task => task.DisplayName).OfType<string>()];
    }
}
