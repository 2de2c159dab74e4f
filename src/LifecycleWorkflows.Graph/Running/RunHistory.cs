using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>The runs of a workflow since some time, and which of them restarted which.</summary>
internal sealed class RunHistory
{
    private readonly Dictionary<string, Run> _runs;

    private RunHistory(IEnumerable<Run> runs) =>
        _runs = runs.DistinctBy(run => IdRules.Normalize(run.Id)).ToDictionary(run => IdRules.Normalize(run.Id));

    /// <summary>The runs, in the order of the service.</summary>
    public IEnumerable<Run> Runs => _runs.Values;

    /// <summary>Reads what changed since a time: that includes runs that are only queued.</summary>
    /// <param name="client">Reads the runs.</param>
    /// <param name="runs">The path of the workflow's runs.</param>
    /// <param name="since">The time.</param>
    /// <param name="notices">Shows messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<RunHistory> ReadAsync(
        LifecycleWorkflowsClient client,
        ResourcePath runs,
        DateTimeOffset since,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ODataQuery query = new()
        {
            Conditions = [FilterClause.OnOrAfter("lastUpdatedDateTime", since)!],
            OptionalExpand = "reprocessedRuns",
        };
        return new(
            await client
                .Runs.ListAsync(runs, query, new WithoutProgress(notices), cancellationToken)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        );
    }

    public static RunHistory Of(IEnumerable<Run> runs) => new(runs);

    public bool Contains(Run run) => _runs.ContainsKey(IdRules.Normalize(run.Id));

    /// <summary>The latest run that restarted what failed in a run; null if there's none.</summary>
    public Run? LatestRestartOf(string runId) => Latest(RestartsOf(runId));

    /// <summary>The latest run that restarted a user processing result; null if there's none.</summary>
    /// <param name="resultId">The ID of the result.</param>
    /// <param name="runId">The ID of its run, if it's known.</param>
    public Run? LatestRestartOfResult(string resultId, string? runId) =>
        Latest(
            Runs.Where(run => run.RestartedResultIds.Any(id => IdRules.AreEqual(id, resultId)))
                .Concat(runId is null ? [] : Runs.Where(run => IsOf(run.RestartedRunId, runId)))
        );

    /// <summary>The runs that restarted a run, and those that restarted these, and so on; each once.</summary>
    public IEnumerable<Run> ChainOf(string runId)
    {
        HashSet<string> known = [IdRules.Normalize(runId)];
        Queue<string> open = new(known);
        while (open.TryDequeue(out string? id))
        {
            foreach (Run run in RestartsOf(id).Where(run => known.Add(IdRules.Normalize(run.Id))).ToArray())
            {
                open.Enqueue(run.Id);
                yield return run;
            }
        }
    }

    /// <summary>Both ends of a restart can tell of it.</summary>
    private IEnumerable<Run> RestartsOf(string runId)
    {
        string[] told = _runs.TryGetValue(IdRules.Normalize(runId), out Run? own)
            ? [.. own.ReprocessedRunIds.Select(IdRules.Normalize)]
            : [];
        return Runs.Where(run => IsOf(run.RestartedRunId, runId) || told.Contains(IdRules.Normalize(run.Id)));
    }

    private static bool IsOf(string? restarted, string runId) =>
        restarted is not null && IdRules.AreEqual(restarted, runId);

    private static Run? Latest(IEnumerable<Run> runs) =>
        runs.MaxBy(run => run.StartedDateTime ?? run.ScheduledDateTime);
}
