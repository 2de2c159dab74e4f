using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>A workflow that can be started, with what a person must know before it is.</summary>
/// <param name="Place">The path of the workflow.</param>
/// <param name="Name">Its display name or, without one, its ID.</param>
/// <param name="Category">Its category.</param>
/// <param name="Tasks">The names of the enabled tasks, in their order.</param>
internal sealed record StartableWorkflow(ResourcePath Place, string Name, string? Category, IReadOnlyList<string> Tasks)
{
    /// <summary>The workflow in a prompt.</summary>
    public string Text => Category is null ? $"workflow '{Name}'" : $"workflow '{Name}' ({Category})";

    /// <summary>The tasks in a prompt.</summary>
    public string TaskText =>
        Tasks.Count == 1 ? $"the task {Tasks[0]}" : $"these {Tasks.Count} tasks: {string.Join(", ", Tasks)}";

    /// <summary>Reads a workflow.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// It's deleted, disabled, or quarantined, or has no enabled task, so that nothing would be started.
    /// </exception>
    public static async Task<StartableWorkflow> ReadAsync(
        LifecycleWorkflowsClient client,
        string workflowId,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        Workflow workflow = await ReadAsync(client, workflowId, false, apiVersion, notices, cancellationToken)
            .ConfigureAwait(false);
        string name = string.IsNullOrEmpty(workflow.DisplayName) ? workflow.Id : workflow.DisplayName;
        if (workflow.IsEnabled == false)
            throw Errors.WorkflowNotStartable(
                name,
                "is disabled",
                "Enable it with Enable-LwfWorkflow, or specify another workflow with -Workflow."
            );
        if (workflow.QuarantineDetails?.GetValueOrDefault("quarantinedDateTime") is not null)
            throw Errors.WorkflowNotStartable(
                name,
                "is quarantined",
                "Find out why, with Get-LwfWorkflow | Format-List, and remove it from quarantine with Clear-LwfQuarantine."
            );
        ResourceKey ids = new() { WorkflowId = workflowId };
        List<WorkflowTask> tasks = await client
            .WorkflowTasks.ListAsync(
                ResourceCollection.WorkflowTasks.ResolvePath(ids, apiVersion),
                ODataQuery.All,
                notices,
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        string[] enabled =
        [
            .. tasks
                .Where(task => task.IsEnabled != false)
                .OrderBy(task => task.ExecutionSequence)
                .Select(task => task.DisplayName ?? task.Id),
        ];
        if (enabled.Length == 0)
            throw Errors.WorkflowNotStartable(name, "has no enabled task", "Enable a task of the workflow first.");
        return new(PathOf(workflowId, deleted: false, apiVersion) with { Ids = ids }, name, workflow.Category, enabled);
    }

    private static async Task<Workflow> ReadAsync(
        LifecycleWorkflowsClient client,
        string workflowId,
        bool deleted,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await client
                .Workflows.GetAsync(
                    ResourceCollection.Workflows.ResolvePath(new() { Deleted = deleted }, apiVersion),
                    nameof(ResourceKey.WorkflowId),
                    workflowId,
                    ODataQuery.All,
                    notices,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException missing) when (missing.Condition == ErrorCondition.NotFound && !deleted)
        {
            if (await FindDeletedAsync().ConfigureAwait(false) is not { } found)
                throw;
            throw Errors.WorkflowDeleted(found.DisplayName ?? workflowId);
        }

        async Task<Workflow?> FindDeletedAsync()
        {
            try
            {
                return await ReadAsync(client, workflowId, true, apiVersion, notices, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (LifecycleWorkflowsException)
            {
                return null;
            }
        }
    }

    private static ResourcePath PathOf(string workflowId, bool deleted, string apiVersion) =>
        ResourceCollection
            .Workflows.ResolvePath(new() { Deleted = deleted }, apiVersion)
            .Item(nameof(ResourceKey.WorkflowId), workflowId);
}
