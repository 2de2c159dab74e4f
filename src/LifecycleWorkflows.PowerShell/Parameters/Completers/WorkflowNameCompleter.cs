using System.Collections;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the names of workflows.</summary>
public sealed class WorkflowNameCompleter : TenantNameCompleter
{
    private protected override async Task<List<string>> NamesAsync(
        GraphConnection connection,
        string commandName,
        IDictionary bound,
        CancellationToken cancellationToken
    )
    {
        ResourcePath workflows = ResourceCollection.Workflows.ResolvePath(
            new() { Deleted = IsDeleted(commandName, bound) },
            connection.ApiVersion
        );
        List<Workflow> all = await connection
            .Client.Workflows.ListAsync(workflows, ODataQuery.All, NullHost.Instance, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. all.Select(workflow => workflow.DisplayName).OfType<string>()];
    }
}
