using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Task processing results: reading, answering, creating.</summary>
internal sealed class TaskProcessingResults(GraphTransport transport)
    : ResourceReader<TaskProcessingResult>(transport, Operation.ReadTaskProcessingResults, Wire.TaskProcessingResult)
{
    /// <summary>
    /// Answers a waiting result, with one accepted POST at most. A reply that was lost is settled by reading the result; only when that
    /// shows it still waiting is the answer sent once more. From then on nothing but a read can say how it ended. An answer that an earlier
    /// run left in doubt begins there.
    /// </summary>
    public async Task<Settled> ResumeAsync(ResourcePath collection, string id, TaskAnswer answer, INotices notices, CancellationToken cancellationToken)
    {
        ResourcePath item = collection.Item(nameof(TaskProcessingResult.TaskProcessingResultId), id);
        ResourcePath action = item.Append("resume");
        long start = Stopwatch.GetTimestamp();
        int attempts = 0;
        string? requestId = null;
        LifecycleWorkflowsException? ambiguous = null;
        for (int tries = 0; tries < 2; tries++)
        {
            GraphRequest request = new(Operation.ResumeTaskProcessingResult, action, Transport.Address(action), Bodies.Resume(answer.Status, answer.Source, answer.Type));
            bool isInDoubt = answer.IsInDoubt && tries == 0;
            try
            {
                if (isInDoubt)
                    throw Errors.LeftInDoubt(item.ToString());
                Answer<object> reply = await (answer.InBatch
                    ? Transport.ChangeInBatchAsync(request, notices, cancellationToken)
                    : Transport.ChangeAsync<object>(request, null, notices, cancellationToken)).ConfigureAwait(false);
                return new(Settlement.Resumed, attempts + reply.Attempts, Stopwatch.GetElapsedTime(start), reply.RequestId, null);
            }
            catch (LifecycleWorkflowsException refusal)
            {
                attempts += refusal.Attempts;
                requestId = refusal.RequestId ?? requestId;
                if (!refusal.IsAmbiguous && refusal.Condition != ErrorCondition.Conflict)
                    return ambiguous is null ? Failed(refusal) : Unknown(refusal);
                if (refusal.IsAmbiguous && !isInDoubt)
                    await Transport.PauseAsync(cancellationToken).ConfigureAwait(false);

                (string? present, LifecycleWorkflowsException? unread) = await StatusAsync(item, collection, notices, cancellationToken).ConfigureAwait(false);
                if (IsWanted(present, answer.Status))
                    return new(ambiguous is null && !refusal.IsAmbiguous ? Settlement.AlreadyDone : Settlement.ResumedAfterCheck, attempts, Stopwatch.GetElapsedTime(start), requestId, null);
                if (!refusal.IsAmbiguous && ambiguous is null)
                    return Failed(refusal);
                if (present is not null && !ProcessingStatus.CanChange(present))
                    return Failed(refusal);
                if (present != ProcessingStatus.InProgress || !refusal.IsAmbiguous)
                    return Unknown(isInDoubt ? unread ?? refusal : refusal);
                ambiguous = refusal;
                notices.Verbose($"{request.Label}: the reply was lost and the result still waits; the answer is sent once more.");
            }
        }
        return Unknown(ambiguous!);

        Settled Failed(LifecycleWorkflowsException failure) => new(Settlement.Failed, attempts, Stopwatch.GetElapsedTime(start), requestId, failure);

        Settled Unknown(LifecycleWorkflowsException failure) => new(Settlement.Unknown, attempts, Stopwatch.GetElapsedTime(start), requestId, failure);
    }

    /// <summary>Creates a result. There is no way to find out what became of it when the reply is lost: that is an error.</summary>
    public async Task<TaskProcessingResult> CreateAsync(ResourcePath collection, NewTaskProcessingResult result, INotices notices, CancellationToken cancellationToken)
    {
        GraphRequest request = new(Operation.CreateTaskProcessingResult, collection, Transport.Address(collection), Bodies.Create(result));
        try
        {
            Answer<TaskProcessingResult> reply = await Transport.ChangeAsync(request, body => Place(ReadOne(body), collection), notices, cancellationToken).ConfigureAwait(false);
            return reply.Value!;
        }
        catch (LifecycleWorkflowsException refusal) when (refusal.IsUnroutable)
        {
            throw Answers.NotOffered(refusal, request);
        }
    }

    private static bool IsWanted(string? present, OperationStatus wanted) =>
        present == (wanted == OperationStatus.Completed ? ProcessingStatus.Completed : ProcessingStatus.Failed);

    private async Task<(string? Status, LifecycleWorkflowsException? Failure)> StatusAsync(ResourcePath item, ResourcePath collection, INotices notices, CancellationToken cancellationToken)
    {
        try
        {
            return ((await GetAsync(item, collection, Query.All, notices, cancellationToken).ConfigureAwait(false)).ProcessingStatus, null);
        }
        catch (LifecycleWorkflowsException failure)
        {
            return (null, failure);
        }
    }
}

/// <summary>How an answer ended.</summary>
internal enum Settlement
{
    Resumed,
    AlreadyDone,
    ResumedAfterCheck,
    Failed,
    Unknown,
}

/// <summary>How an answer ended, and what it took.</summary>
/// <param name="Settlement">How it ended.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RequestId">The service's id for the last request.</param>
/// <param name="Failure">Why it could not be settled well.</param>
/// <param name="NotedAt">When an earlier run noted it in its journal; null when it is of this run.</param>
internal sealed record Settled(Settlement Settlement, int Attempts, TimeSpan Duration, string? RequestId, LifecycleWorkflowsException? Failure, DateTimeOffset? NotedAt = null)
{
    /// <summary>Whether the service has the answer.</summary>
    public bool IsDone => Settlement is Settlement.Resumed or Settlement.AlreadyDone or Settlement.ResumedAfterCheck;
}

/// <summary>The answer to a waiting task.</summary>
/// <param name="Status">What became of what the task called out for.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Type">Of what kind it is.</param>
/// <param name="InBatch">Whether it may travel with others in one request.</param>
/// <param name="IsInDoubt">Whether an earlier run may have sent it and did not learn what became of it.</param>
internal sealed record TaskAnswer(OperationStatus Status, string Source, string Type, bool InBatch = false, bool IsInDoubt = false);
