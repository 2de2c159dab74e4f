using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>
/// Reads the data of a report. It sends two requests for each workflow, for its runs and its task reports, and one for
/// each run with failures, as long as each list fits in one page. Previews don't count.
/// </summary>
internal sealed class ReportReader(LifecycleWorkflowsClient client)
{
    private const string Subjects = "subject";

    /// <summary>
    /// Reads the runs and task reports of workflows in a period. An error that concerns only one workflow or run
    /// doesn't end it.
    /// </summary>
    public async IAsyncEnumerable<ItemResult<WorkflowReport>> ReadAsync(
        IAsyncEnumerable<Workflow> workflows,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ListProgress progress = new(notices, "getting report data");
        ODataQuery period = new()
        {
            Conditions =
            [
                FilterClause.OnOrAfter("startedDateTime", from)!,
                FilterClause.Before("startedDateTime", to)!,
            ],
        };
        ODataQuery failures = new()
        {
            Conditions = [FilterClause.In("processingStatus", [ProcessingStatus.Failed])!],
            OptionalExpand = Subjects,
        };
        WithoutProgress silent = new(notices);
        List<ItemResult<WorkflowReport>> found = [];
        await foreach (
            ItemResult<WorkflowReport> each in workflows
                .ExpandAsync(
                    limit,
                    (workflow, token) => ItemResult.CaptureAsync(() => ReadAsync(workflow, period, silent, token)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            found.Add(each);
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"{found.Count:N0} workflows"));
        }

        int read = 0;
        IEnumerable<RunReport> failed = found
            .SelectMany(each => each.Item?.Runs ?? [])
            .Where(each => each.Run.FailedTasksCount > 0);
        await foreach (
            ItemResult<RunReport> each in ParallelReading
                .ToAsyncEnumerable(failed)
                .ExpandAsync(
                    limit,
                    (run, token) => ItemResult.CaptureAsync(() => ReadAsync(run, failures, silent, token)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            if (each.Failure is not null)
                yield return new(null, each.Failure);
            progress.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{found.Count:N0} workflows, {++read:N0} runs with failures"
                )
            );
        }
        progress.Complete();
        foreach (ItemResult<WorkflowReport> each in found)
            yield return each;
    }

    private async Task<IReadOnlyList<WorkflowReport>> ReadAsync(
        Workflow workflow,
        ODataQuery period,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourceKey ids = workflow.Origin.Ids.With(nameof(ResourceKey.WorkflowId), workflow.Id);
        List<Run> all = await client
            .Runs.ListAsync(
                ResourceCollection.Runs.ResolvePath(ids, workflow.ApiVersion),
                period,
                notices,
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        Run[] runs = [.. all.Where(run => !run.IsPreview)];
        HashSet<string> previews = [.. all.Where(run => run.IsPreview).Select(run => run.Id)];
        List<TaskReport> tasks =
            runs.Length == 0
                ? []
                : await client
                    .TaskReports.ListAsync(
                        ResourceCollection.TaskReports.ResolvePath(ids, workflow.ApiVersion),
                        period,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
        return
        [
            new(
                workflow,
                [.. runs.Select(run => new RunReport(run))],
                [.. tasks.Where(task => task.RunId is null || !previews.Contains(task.RunId))]
            ),
        ];
    }

    private async Task<IReadOnlyList<RunReport>> ReadAsync(
        RunReport reported,
        ODataQuery failures,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourceKey ids = reported.Run.Origin.Ids.With(nameof(ResourceKey.RunId), reported.Run.Id);
        reported.Failures = await client
            .TaskProcessingResults.ListAsync(
                ResourceCollection.TaskProcessingResults.ResolvePath(ids, reported.Run.ApiVersion),
                failures,
                notices,
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [reported];
    }
}
