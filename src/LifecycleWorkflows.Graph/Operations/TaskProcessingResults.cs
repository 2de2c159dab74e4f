using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>Reads, resumes, and creates task processing results.</summary>
internal sealed class TaskProcessingResults(GraphHttpClient transport)
    : ResourceReader<TaskProcessingResult>(
        transport,
        GraphOperation.ReadTaskProcessingResults,
        JsonMaps.TaskProcessingResult
    )
{
    /// <summary>Creates the callback for a result that waits.</summary>
    public IResumeRequest Answer(ResourcePath collection, string id, TaskCallbackData answer) =>
        new PlacedTaskAnswer(this, collection, id, answer);

    /// <summary>
    /// Resumes a result for which no callback was sent before, with at most one accepted POST request.
    /// </summary>
    public Task<ResumeResult> ResumeAsync(
        ResourcePath collection,
        string id,
        TaskCallbackData answer,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) => Answer(collection, id, answer).SendAsync(null, null, notices, cancellationToken);

    /// <summary>Combines callbacks in batches.</summary>
    /// <param name="limit">The maximum number of concurrent requests.</param>
    public BatchSender Batches(int limit) => Transport.Batches(limit);

    /// <summary>
    /// Creates a result. If the response is lost, it can't be determined whether the result was created, which is an
    /// error.
    /// </summary>
    public async Task<TaskProcessingResult> CreateAsync(
        ResourcePath collection,
        NewTaskProcessingResult result,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        GraphRequest request = new(
            GraphOperation.CreateTaskProcessingResult,
            collection,
            Transport.Address(collection),
            RequestBodies.Create(result)
        );
        try
        {
            GraphResponse<TaskProcessingResult> reply = await Transport
                .ChangeAsync(request, body => Place(ReadOne(body), collection), notices, cancellationToken)
                .ConfigureAwait(false);
            return reply.Value!;
        }
        catch (LifecycleWorkflowsException refusal) when (refusal.IsUnknownSegment)
        {
            throw HttpErrors.NotOffered(refusal, request);
        }
    }

    private static RemoteState GetState(string present, OperationStatus wanted) =>
        present switch
        {
            ProcessingStatus.Completed when wanted == OperationStatus.Completed => RemoteState.AsWanted,
            ProcessingStatus.Failed when wanted == OperationStatus.Failed => RemoteState.AsWanted,
            ProcessingStatus.InProgress => RemoteState.Waiting,
            _ when !ProcessingStatus.CanChange(present) => RemoteState.Otherwise,
            _ => RemoteState.Unknown,
        };

    private sealed class PlacedTaskAnswer(
        TaskProcessingResults results,
        ResourcePath collection,
        string id,
        TaskCallbackData answer
    )
        : ResumeRequest(
            results.Transport,
            GraphOperation.ResumeTaskProcessingResult,
            collection.Item(nameof(TaskProcessingResult.TaskProcessingResultId), id)
        )
    {
        public override ResumedItem Item => ResumedItem.OfResult(id);

        public override string Wish => $"{answer.Status}";

        public override BatchSender? Batches => answer.Batches;

        public override bool IsQueued => false;

        protected override byte[] Body => RequestBodies.Resume(answer.Status, answer.Source, answer.Type);

        public override async Task<RemoteState> LookAsync(IOperationHost notices, CancellationToken cancellationToken)
        {
            TaskProcessingResult result = await results
                .GetAsync(Place, collection, ODataQuery.All, notices, cancellationToken)
                .ConfigureAwait(false);
            return GetState(result.ProcessingStatus, answer.Status);
        }
    }
}
