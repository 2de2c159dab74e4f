using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>
/// Finds the run that a start became: the service doesn't tell. It's a run that wasn't there before, began since, has
/// the scope of the start, and isn't the run of another start of the same command.
/// </summary>
internal sealed class RunFinder(LifecycleWorkflowsClient client, DateTimeOffset now, IOperationHost notices)
{
    /// <summary>How far the clocks of this computer and the service may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(15);

    private readonly DateTimeOffset _since = now - ClockSkew;
    private readonly WithoutProgress _silent = new(notices);
    private readonly Dictionary<string, RunHistory> _before = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, HashSet<string>> _users = [];

    /// <summary>Why runs couldn't be read at the last check; null if they could.</summary>
    public LifecycleWorkflowsException? Unread { get; private set; }

    /// <summary>Remembers which runs a workflow has before anything is started.</summary>
    public async Task RememberAsync(ResourcePath runs, CancellationToken cancellationToken)
    {
        if (!_before.ContainsKey(runs.ToString()))
            _before[runs.ToString()] = await ReadAsync(runs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks once for the runs of starts.</summary>
    /// <param name="starts">The starts whose runs aren't known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Those that were found.</returns>
    public async Task<IReadOnlyList<(SentStart Start, Run Run)>> FindAsync(
        IReadOnlyList<SentStart> starts,
        CancellationToken cancellationToken
    )
    {
        Unread = null;
        List<(SentStart, Run)> found = [];
        foreach (IGrouping<string, SentStart> ofWorkflow in starts.GroupBy(start => start.Request.Runs.ToString()))
        {
            try
            {
                await FindInWorkflowAsync([.. ofWorkflow], found, cancellationToken).ConfigureAwait(false);
            }
            catch (LifecycleWorkflowsException failure)
            {
                Unread = failure;
            }
        }
        return found;
    }

    private async Task FindInWorkflowAsync(
        SentStart[] starts,
        List<(SentStart, Run)> found,
        CancellationToken cancellationToken
    )
    {
        ResourcePath runs = starts[0].Request.Runs;
        RunHistory present = await ReadAsync(runs, cancellationToken).ConfigureAwait(false);
        Run[] candidates =
        [
            .. present
                .Runs.Where(run => !_before[runs.ToString()].Contains(run) && HasBegunSince(run))
                .OrderBy(run => run.StartedDateTime ?? run.ScheduledDateTime),
        ];
        foreach (SentStart start in starts)
        {
            foreach (Run run in candidates.Where(run => !_taken.Contains(run.Id)))
            {
                if (!await IsOfAsync(run, start.Request.Scope, cancellationToken).ConfigureAwait(false))
                    continue;
                _taken.Add(run.Id);
                found.Add((start, run));
                break;
            }
        }
    }

    private Task<RunHistory> ReadAsync(ResourcePath runs, CancellationToken cancellationToken) =>
        RunHistory.ReadAsync(client, runs, _since, _silent, cancellationToken);

    private bool HasBegunSince(Run run) =>
        (run.StartedDateTime ?? run.ScheduledDateTime) is not { } begin || begin >= _since;

    private async Task<bool> IsOfAsync(Run run, ActivationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Matches(run))
            return false;
        if (scope.UserIds.Count == 0)
            return true;
        HashSet<string> users = await UsersOfAsync(run, cancellationToken).ConfigureAwait(false);
        return users.SetEquals(scope.UserIds);
    }

    /// <summary>The users of a run. The service can still be adding to those of a run that is queued.</summary>
    private async Task<HashSet<string>> UsersOfAsync(Run run, CancellationToken cancellationToken)
    {
        if (_users.TryGetValue(run.Id, out HashSet<string>? known) && known.Count == run.TotalUsersCount)
            return known;
        ResourcePath results = ResourceCollection.UserProcessingResults.ResolvePath(
            run.Origin.Ids.With(nameof(ResourceKey.RunId), run.Id),
            run.ApiVersion
        );
        List<UserProcessingResult> all = await client
            .UserProcessingResults.ListAsync(results, ODataQuery.All, _silent, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return _users[run.Id] = [
            .. all.Select(result => result.Subject?.Id).OfType<string>().Select(IdRules.Normalize),
        ];
    }
}
