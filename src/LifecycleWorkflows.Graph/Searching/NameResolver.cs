using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>
/// Finds what a user names: the id behind a display name, and whether a task or report exists.
/// </summary>
internal sealed class NameResolver(LifecycleWorkflowsClient client)
{
    /// <summary>The id of the workflow that somebody names.</summary>
    public async Task<string> WorkflowIdAsync(
        NameOrId workflow,
        bool deleted,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        workflow.IsId
            ? workflow.Text
            : workflow.IdAmong(
                await client
                    .Workflows.ListAsync(
                        ResourceCollection.Workflows.ResolvePath(new() { Deleted = deleted }, apiVersion),
                        ODataQuery.All,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
                each => each.DisplayName,
                "Workflow",
                deleted ? "deleted workflow" : "workflow"
            );

    /// <summary>The id of the task of a workflow that somebody names.</summary>
    public async Task<string> TaskIdAsync(
        NameOrId task,
        ResourceKey workflow,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        task.IsId
            ? task.Text
            : task.IdAmong(
                await client
                    .WorkflowTasks.ListAsync(
                        ResourceCollection.WorkflowTasks.ResolvePath(workflow, apiVersion),
                        ODataQuery.All,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
                each => each.DisplayName,
                "Task",
                "task of the workflow"
            );

    /// <summary>Finds out whether a task that no result was of exists at all.</summary>
    /// <param name="task">The task as somebody named it.</param>
    /// <param name="parameter">The parameter that it was given under.</param>
    /// <param name="lists">The tasks of the workflows and templates whose results were read.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleWorkflowsException">None of them has it.</exception>
    public async Task RequireTaskAsync(
        NameOrId task,
        string parameter,
        IEnumerable<ResourcePath> lists,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        List<WorkflowTask> tasks = [];
        foreach (ResourcePath list in lists)
        {
            tasks.AddRange(
                await client
                    .WorkflowTasks.ListAsync(list, ODataQuery.All, notices, cancellationToken)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
            if (tasks.Any(task.Names))
                return;
        }
        task.IdAmong(tasks, each => each.DisplayName, parameter, "task in what was read");
    }

    /// <summary>Reads the task report of a place, whose items do not tell their run.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// It is not the report of the run or task that was given beside it.
    /// </exception>
    public async Task RequireReportAsync(
        Selection selection,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourceKey ids = selection.Place.Ids;
        ResourcePath reports = ResourceCollection.TaskReports.ResolvePath(
            ids.Restrict([nameof(ResourceKey.WorkflowId)]),
            selection.Place.ApiVersion
        );
        TaskReport report = await client
            .TaskReports.GetAsync(
                reports,
                nameof(ResourceKey.TaskReportId),
                ids.TaskReportId!,
                ODataQuery.All,
                notices,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (selection.OfReport.FirstOrDefault(condition => !FilterClause.Of(condition).Matches(report)) is { } broken)
            throw Errors.IdsApart(nameof(ResourceKey.TaskReportId), report.Id, broken.Parameter, broken.Id);
    }
}
