using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Waiting;

/// <summary>
/// Waits until results have ended. Those below one parent share their requests: one listing of what has not ended tells
/// who still waits, and one for each twenty of the others how they ended. Only what a result says of itself counts.
/// </summary>
internal sealed class TaskResultPoller(
    TaskProcessingResults results,
    PollingSchedule pace,
    TimeProvider clock,
    IOperationHost notices
)
{
    private const int MostIds = 20;

    private readonly Queue<(Awaited Result, object? Source)> _inOrder = [];
    private readonly Dictionary<string, Family> _families = [];
    private readonly WithoutProgress _silent = new(notices);
    private readonly HashSet<string> _strange = [];

    /// <summary>Adds a result, which may be one that has ended.</summary>
    public void Add(PolledResult wanted)
    {
        (ResourcePath parent, string id) = (wanted.Parent, IdRules.Normalize(wanted.Id));
        if (wanted.Known is { } known && !ProcessingStatus.CanChange(known.ProcessingStatus))
        {
            _inOrder.Enqueue((new(parent, id, wanted.Origin) { Result = known }, wanted.Source));
            return;
        }
        if (!_families.TryGetValue(parent.ToString(), out Family? family))
            _families[parent.ToString()] = family = new(parent);
        if (!family.Waiting.TryGetValue(id, out Awaited? result))
            family.Waiting[id] = result = new(parent, id, wanted.Origin) { Status = wanted.Known?.ProcessingStatus };
        result.Proof ??= wanted.Proof;
        result.Check ??= wanted.Check;
        _inOrder.Enqueue((result, wanted.Source));
    }

    /// <summary>Takes what has ended and has its turn, without asking the service.</summary>
    public IEnumerable<WaitResult> DequeueCompleted()
    {
        while (_inOrder.TryPeek(out (Awaited Result, object? Source) first) && !first.Result.IsWaiting)
        {
            _inOrder.Dequeue();
            yield return new(first.Result.Result, first.Result.Failure, first.Source, first.Result.Id);
        }
    }

    /// <summary>
    /// All of them, in the order in which they were added, each when it and all before it have ended, failed, or run
    /// out of time.
    /// </summary>
    public async IAsyncEnumerable<WaitResult> EndedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListProgress progress = new(notices, "waiting for task processing results");
        DateTimeOffset since = clock.GetLocalNow();
        long start = clock.GetTimestamp();
        int all = Waiting.Count();
        try
        {
            while (_families.Count > 0)
            {
                await PollAsync(pace.Left(clock.GetElapsedTime(start)), cancellationToken).ConfigureAwait(false);
                TimeSpan waited = clock.GetElapsedTime(start);
                if (pace.Timeout is { } timeout && waited >= timeout)
                    TimeOutRemaining(timeout);
                RemoveCompleted();
                foreach (WaitResult ended in DequeueCompleted())
                    yield return ended;
                if (_families.Count == 0)
                    break;
                progress.Say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Waiting.Count():N0} of {all:N0} not finished, waiting since {since:HH:mm:ss}"
                    )
                );
                await Task.Delay(pace.Pause(clock.GetElapsedTime(start)), clock, cancellationToken)
                    .ConfigureAwait(false);
            }
            foreach (WaitResult ended in DequeueCompleted())
                yield return ended;
        }
        finally
        {
            progress.Complete();
        }
    }

    private IEnumerable<Awaited> Waiting => _families.Values.SelectMany(family => family.Waiting.Values);

    private void TimeOutRemaining(TimeSpan timeout)
    {
        foreach (Awaited result in Waiting.Where(result => result.IsWaiting))
            result.Failure = Errors.WaitTimedOut(result.Path.ToString(), result.Status, timeout, result.LastFailure);
    }

    private void RemoveCompleted()
    {
        foreach ((string path, Family family) in _families)
        {
            foreach (Awaited result in family.Waiting.Values.Where(result => !result.IsWaiting))
                family.Waiting.Remove(result.Id);
            if (family.Waiting.Count == 0)
                _families.Remove(path);
        }
    }

    /// <summary>
    /// Looks once at everything that waits. A look that outlasts the wait by more than a little is broken off.
    /// </summary>
    private async Task PollAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(left, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            cancellationToken
        );
        using SemaphoreSlim gate = new(Defaults.ThrottleLimit);
        try
        {
            await Task.WhenAll(_families.Values.Select(family => PollAsync(family, gate, either.Token)))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }

    private async Task PollAsync(Family family, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        ILookup<bool, Awaited> waiting = family.Waiting.Values.ToLookup(result => result.Proof is null);
        await Task.WhenAll(waiting[false].ToArray().Select(result => ReadAsync(result, gate, cancellationToken)))
            .ConfigureAwait(false);
        Awaited[] unsure = [.. waiting[true]];
        if (unsure.Length > 1 && family.IsListable && family.Listed <= Defaults.PageSize * unsure.Length)
            unsure = await FindUnlistedAsync(family, unsure, FilterClause.NotEnded.ToOData(), gate, cancellationToken)
                .ConfigureAwait(false);
        await Task.WhenAll(
                unsure
                    .Chunk(MostIds)
                    .Select(async some =>
                    {
                        if (some.Length > 1 && family.IsListable)
                            some = await FindUnlistedAsync(
                                    family,
                                    some,
                                    ODataFilter.EqualAny("id", [.. some.Select(result => result.Id)]),
                                    gate,
                                    cancellationToken
                                )
                                .ConfigureAwait(false);
                        await Task.WhenAll(some.Select(result => ReadAsync(result, gate, cancellationToken)))
                            .ConfigureAwait(false);
                    })
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Asks for some with one listing, and gives back those that it has not: all of them when their parent cannot be
    /// listed so.
    /// </summary>
    private async Task<Awaited[]> FindUnlistedAsync(
        Family family,
        Awaited[] some,
        string filter,
        SemaphoreSlim gate,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, Awaited> missing = some.ToDictionary(result => result.Id);
        int listed = 0;
        ODataQuery query = new() { Filter = filter };
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (
                TaskProcessingResult item in results
                    .ListAsync(family.Parent, query, _silent, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                listed++;
                if (missing.Remove(IdRules.Normalize(item.Id), out Awaited? result))
                    Note(result, item);
            }
            family.Listed = Math.Max(family.Listed, listed);
        }
        catch (LifecycleWorkflowsException failure)
            when (failure.IsTransient
                || failure.Condition is ErrorCondition.AuthenticationFailed or ErrorCondition.PermissionDenied
            )
        {
            foreach (Awaited result in missing.Values)
                Note(result, failure);
            return [];
        }
        catch (LifecycleWorkflowsException)
        {
            family.IsListable = false;
        }
        finally
        {
            gate.Release();
        }
        return [.. missing.Values];
    }

    private async Task ReadAsync(Awaited result, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (result.Check is { } check)
                await check(cancellationToken).ConfigureAwait(false);
            result.Check = null;
            ResourcePath place = result.Proof?.Place ?? result.Parent;
            TaskProcessingResult present = await results
                .GetAsync(
                    place,
                    nameof(TaskProcessingResult.TaskProcessingResultId),
                    result.Id,
                    ODataQuery.All,
                    _silent,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (
                result.Proof?.Conditions.FirstOrDefault(condition => !FilterClause.Of(condition).Matches(present)) is
                { } broken
            )
                throw Errors.IdsApart(
                    nameof(TaskProcessingResult.TaskProcessingResultId),
                    result.Id,
                    broken.Parameter,
                    broken.Id
                );
            result.Proof = null;
            Note(result, present);
        }
        catch (LifecycleWorkflowsException failure)
        {
            Note(result, failure);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// What has a status that this module does not know goes on waiting: it may as well be one on the way.
    /// </summary>
    private void Note(Awaited result, TaskProcessingResult present)
    {
        result.Status = present.ProcessingStatus;
        result.LastFailure = null;
        if (!ProcessingStatus.CanChange(present.ProcessingStatus))
        {
            present.Origin = result.Origin with { Service = present.Origin.Service };
            result.Result = present;
        }
        else if (ProcessingStatus.Find(present.ProcessingStatus) is null && IsFirst(present.ProcessingStatus))
        {
            notices.Warning(
                $"{result.Path} has the unknown status '{present.ProcessingStatus}'. The cmdlet continues to wait."
            );
        }
    }

    /// <summary>
    /// A failure that can pass ends the wait only for what could not be read yet. A service that says when to come again
    /// says nothing of what is asked for, and is waited out.
    /// </summary>
    private static void Note(Awaited result, LifecycleWorkflowsException failure)
    {
        bool isToComeAgain = failure.Condition == ErrorCondition.Throttled || failure.RetryAfter is not null;
        if (failure.IsTransient && (isToComeAgain || result.Status is not null))
            result.LastFailure = failure;
        else
            result.Failure = failure;
    }

    private bool IsFirst(string status)
    {
        lock (_strange)
            return _strange.Add(status);
    }

    /// <summary>Results below one parent.</summary>
    private sealed class Family(ResourcePath parent)
    {
        public ResourcePath Parent => parent;

        public Dictionary<string, Awaited> Waiting { get; } = [];

        /// <summary>Whether the service takes filters on this list.</summary>
        public bool IsListable { get; set; } = true;

        /// <summary>
        /// How many items the longest listing had. A long one costs more than asking for the few that are wanted.
        /// </summary>
        public int Listed { get; set; }
    }

    /// <summary>A result that is waited for, and what is known of it.</summary>
    private sealed class Awaited(ResourcePath parent, string id, ResourcePath origin)
    {
        public ResourcePath Parent => parent;

        public string Id => id;

        public ResourcePath Origin => origin;

        public ResourcePath Path => parent.Item(nameof(TaskProcessingResult.TaskProcessingResultId), id);

        public string? Status { get; set; }

        /// <summary>
        /// Where it is read once by all ids that it was asked for with; null when they are known to be its own.
        /// </summary>
        public Selection? Proof { get; set; }

        /// <summary>What is checked once before it is read.</summary>
        public Func<CancellationToken, Task>? Check { get; set; }

        public TaskProcessingResult? Result { get; set; }

        public LifecycleWorkflowsException? Failure { get; set; }

        public LifecycleWorkflowsException? LastFailure { get; set; }

        public bool IsWaiting => Result is null && Failure is null;
    }
}
