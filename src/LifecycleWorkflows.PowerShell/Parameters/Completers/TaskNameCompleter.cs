using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the names of the tasks of the workflow on the command line.</summary>
public sealed class TaskNameCompleter : TenantNameCompleter
{
    private protected override Task<List<Suggestion>> FindAsync(Lookup lookup) =>
        lookup.ListAsync(
            ResourceCollection.WorkflowTasks,
            lookup.Connection.Client.WorkflowTasks,
            ODataQuery.All,
            task => Suggestion.OfName(task.DisplayName)
        );
}
