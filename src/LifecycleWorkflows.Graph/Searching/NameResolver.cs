using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Finds the IDs of display names, and checks whether tasks and reports exist.</summary>
internal sealed class NameResolver(LifecycleWorkflowsClient client)
{
    /// <summary>Returns the ID of a workflow.</summary>
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

    /// <summary>Returns the ID of a task of a workflow.</summary>
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

    /// <summary>Checks whether a task without any results exists, in any version of the workflows.</summary>
    /// <param name="task">The name or ID of the task.</param>
    /// <param name="parameter">The name of the parameter that specifies it.</param>
    /// <param name="lists">The lists of tasks of the workflows and templates whose results were read.</param>
    /// <param name="notices">Shows messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="LifecycleWorkflowsException">The task doesn't exist in any list.</exception>
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
            tasks.AddRange(await TasksAsync(list).ConfigureAwait(false));
            if (tasks.Any(task.Names))
                return;
        }
        foreach (ResourcePath list in lists.Where(list => list.Ids.WorkflowId is not null))
        {
            await foreach (
                WorkflowVersion version in client
                    .WorkflowVersions.ListAsync(VersionsOf(list), ODataQuery.All, notices, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                ResourceKey ids = list.Ids with { VersionNumber = version.VersionNumber };
                ResourcePath older = ResourceCollection.WorkflowTasks.ResolvePath(ids, list.ApiVersion);
                if ((await TasksAsync(older).ConfigureAwait(false)).Exists(task.Names))
                    return;
            }
        }
        task.IdAmong(tasks, each => each.DisplayName, parameter, "task of the workflows that were searched");

        Task<List<WorkflowTask>> TasksAsync(ResourcePath list) =>
            client
                .WorkflowTasks.ListAsync(list, ODataQuery.All, notices, cancellationToken)
                .ToListAsync(cancellationToken);

        static ResourcePath VersionsOf(ResourcePath list) =>
            ResourceCollection.WorkflowVersions.ResolvePath(list.Ids, list.ApiVersion);
    }

    /// <summary>Checks the task report in a path, because its items don't contain their run.</summary>
    /// <exception cref="LifecycleWorkflowsException">The report isn't of the specified run or task.</exception>
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
