using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.Waiting;

namespace LifecycleWorkflows.Graph.Managing;

/// <summary>
/// Makes a preview of a workflow for some users and waits for its results. The service doesn't say which they are: they
/// are those previews of these users that weren't there before.
/// </summary>
internal sealed class PreviewRunner(
    LifecycleWorkflowsClient client,
    Workflow workflow,
    IReadOnlyCollection<string> userIds,
    IOperationHost host
)
{
    /// <summary>How many users the service takes.</summary>
    public const int MostUsers = 10;

    private readonly Dictionary<string, UserProcessingResult> _found = [];
    private HashSet<string> _earlier = [];

    private TimeProvider Clock => client.Workflows.Patience.Clock;

    /// <summary>Starts the preview. It's never started twice.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// The service refused it, or the response was lost and no result shows up.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _earlier = [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(result => result.Id)];
        ResourcePath path = workflow.Origin.Item(nameof(Workflow.WorkflowId), workflow.Id);
        try
        {
            GraphRequest request = client.Workflows.Preview(path, userIds);
            await client.Workflows.SendAsync(request, host, cancellationToken).ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException failure) when (failure.MayHaveSucceeded)
        {
            if (!await HasStartedAsync(cancellationToken).ConfigureAwait(false))
                throw Errors.PreviewInDoubt(failure);
        }
    }

    /// <summary>The results, each when it's finished.</summary>
    /// <exception cref="LifecycleWorkflowsException">Some weren't finished in time.</exception>
    public async IAsyncEnumerable<UserProcessingResult> ResultsAsync(
        PollingSchedule schedule,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        HashSet<string> given = [];
        ListProgress progress = new(host, "waiting for the preview");
        long start = Clock.GetTimestamp();
        try
        {
            while (true)
            {
                TimeSpan waited = Clock.GetElapsedTime(start);
                await FindAsync(cancellationToken).ConfigureAwait(false);
                foreach (UserProcessingResult result in _found.Values.Where(HasEnded))
                {
                    if (given.Add(result.Id))
                        yield return result;
                }
                if (given.Count >= userIds.Count)
                    yield break;
                if (schedule.Timeout is { } timeout && waited >= timeout)
                    throw Errors.PreviewTimedOut(userIds.Count - given.Count, userIds.Count, timeout);
                progress.Say(string.Create(CultureInfo.InvariantCulture, $"{given.Count} of {userIds.Count} users"));
                await Task.Delay(schedule.Pause(waited), Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            progress.Complete();
        }
    }

    private static bool HasEnded(UserProcessingResult result) => !ProcessingStatus.CanChange(result.ProcessingStatus);

    private async Task<bool> HasStartedAsync(CancellationToken cancellationToken)
    {
        RetryPolicy retry = client.Workflows.Patience.Retry;
        long start = Clock.GetTimestamp();
        for (int looks = 1; ; looks++)
        {
            bool isLast = Clock.GetElapsedTime(start) >= retry.SettleTimeout;
            await FindAsync(cancellationToken).ConfigureAwait(false);
            if (_found.Count > 0 || isLast)
                return _found.Count > 0;
            TimeSpan pause = retry.PauseBeforeLook(looks, Clock.GetElapsedTime(start));
            await Task.Delay(pause, Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        foreach (UserProcessingResult result in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!_earlier.Contains(result.Id) && result.Subject is { } subject && userIds.Any(Is(subject)))
                _found[IdRules.Normalize(subject.Id)] = result;
        }
    }

    private static Func<string, bool> Is(Subject subject) => id => IdRules.AreEqual(id, subject.Id);

    private async Task<IEnumerable<UserProcessingResult>> ListAsync(CancellationToken cancellationToken)
    {
        ResourceKey ids = workflow.Origin.Ids.With(nameof(ResourceKey.WorkflowId), workflow.Id);
        ODataQuery previews = new()
        {
            Conditions = [FilterClause.In("workflowExecutionType", [WorkflowExecutionType.Preview])!],
            OptionalExpand = "subject",
        };
        List<UserProcessingResult> results = await client
            .UserProcessingResults.ListAsync(
                ResourceCollection.UserProcessingResults.ResolvePath(ids, workflow.ApiVersion),
                previews,
                new WithoutProgress(host),
                cancellationToken
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return results.Where(result => result.IsPreview);
    }
}
