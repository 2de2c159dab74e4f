using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// What a report is made of: two requests for each workflow, for its runs and its task reports, and one for each run
/// with failures, as long as each list fits into one page.
/// </summary>
internal sealed class ReportReader(LifecycleWorkflowsClient client)
{
    private const string Subjects = "subject";

    /// <summary>
    /// What workflows did from one moment to another. A failure that concerns one workflow or run alone does not end
    /// it.
    /// </summary>
    public async IAsyncEnumerable<Found<ReportedWorkflow>> ReadAsync(
        IAsyncEnumerable<Workflow> workflows,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        INotices notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        PageProgress progress = new(notices, "reading what workflows did");
        Query period = new()
        {
            Conditions = [Condition.From("startedDateTime", from)!, Condition.Before("startedDateTime", to)!],
        };
        Query failures = new()
        {
            Conditions = [Condition.EqualAny("processingStatus", [ProcessingStatus.Failed])!],
            Expand = Subjects,
        };
        SilentProgress silent = new(notices);
        List<Found<ReportedWorkflow>> found = [];
        await foreach (
            Found<ReportedWorkflow> each in workflows
                .ExpandAsync(
                    limit,
                    (workflow, token) => Walk.AloneAsync(() => ReadAsync(workflow, period, silent, token)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            found.Add(each);
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"{found.Count:N0} workflows"));
        }

        int read = 0;
        IEnumerable<ReportedRun> failed = found
            .SelectMany(each => each.Item?.Runs ?? [])
            .Where(each => each.Run.FailedTasksCount > 0);
        await foreach (
            Found<ReportedRun> each in FanOut
                .Each(failed)
                .ExpandAsync(
                    limit,
                    (run, token) => Walk.AloneAsync(() => ReadAsync(run, failures, silent, token)),
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
        foreach (Found<ReportedWorkflow> each in found)
            yield return each;
    }

    private async Task<IReadOnlyList<ReportedWorkflow>> ReadAsync(
        Workflow workflow,
        Query period,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        ResourceIds ids = workflow.Origin.Ids.With(nameof(ResourceIds.WorkflowId), workflow.Id);
        List<Run> runs = await client
            .Runs.ListAsync(
                ResourceCollection.Runs.Locate(ids, workflow.ApiVersion),
                period,
                notices,
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        List<TaskReport> tasks =
            runs.Count == 0
                ? []
                : await client
                    .TaskReports.ListAsync(
                        ResourceCollection.TaskReports.Locate(ids, workflow.ApiVersion),
                        period,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
        return [new(workflow, [.. runs.Select(run => new ReportedRun(run))], tasks)];
    }

    private async Task<IReadOnlyList<ReportedRun>> ReadAsync(
        ReportedRun reported,
        Query failures,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        ResourceIds ids = reported.Run.Origin.Ids.With(nameof(ResourceIds.RunId), reported.Run.Id);
        reported.Failures = await client
            .TaskProcessingResults.ListAsync(
                ResourceCollection.TaskProcessingResults.Locate(ids, reported.Run.ApiVersion),
                failures,
                notices,
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [reported];
    }
}
