using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the names of workflows.</summary>
public sealed class WorkflowNameCompleter : TenantNameCompleter
{
    private protected override Task<List<Suggestion>> FindAsync(Lookup lookup) =>
        lookup.ListAsync(
            ResourceCollection.Workflows,
            lookup.Connection.Client.Workflows,
            ODataQuery.All,
            workflow => Suggestion.OfName(workflow.DisplayName)
        );
}
