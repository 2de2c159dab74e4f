using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Task processing results: reading, answering, creating.</summary>
internal sealed class TaskProcessingResults(GraphTransport transport)
    : ResourceReader<TaskProcessingResult>(transport, Operation.ReadTaskProcessingResults, Wire.TaskProcessingResult)
{
    /// <summary>An answer to a waiting result, ready to be sent.</summary>
    public IAnswer Answer(ResourcePath collection, string id, TaskAnswer answer) =>
        new PlacedTaskAnswer(this, collection, id, answer);

    /// <summary>Answers a waiting result that nobody has answered before, with one accepted POST at most.</summary>
    public Task<Settled> ResumeAsync(
        ResourcePath collection,
        string id,
        TaskAnswer answer,
        INotices notices,
        CancellationToken cancellationToken
    ) => Answer(collection, id, answer).SendAsync(null, null, notices, cancellationToken);

    /// <summary>Lets answers travel together.</summary>
    /// <param name="limit">How many requests may be on their way at once.</param>
    public BatchSender Batches(int limit) => Transport.Batches(limit);

    /// <summary>
    /// Creates a result. There is no way to find out what became of it when the reply is lost: that is an error.
    /// </summary>
    public async Task<TaskProcessingResult> CreateAsync(
        ResourcePath collection,
        NewTaskProcessingResult result,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        GraphRequest request = new(
            Operation.CreateTaskProcessingResult,
            collection,
            Transport.Address(collection),
            Bodies.Create(result)
        );
        try
        {
            Reply<TaskProcessingResult> reply = await Transport
                .ChangeAsync(request, body => Place(ReadOne(body), collection), notices, cancellationToken)
                .ConfigureAwait(false);
            return reply.Value!;
        }
        catch (LifecycleWorkflowsException refusal) when (refusal.IsUnroutable)
        {
            throw Failures.NotOffered(refusal, request);
        }
    }

    private static Standing Stands(string present, OperationStatus wanted) =>
        present switch
        {
            ProcessingStatus.Completed when wanted == OperationStatus.Completed => Standing.AsWanted,
            ProcessingStatus.Failed when wanted == OperationStatus.Failed => Standing.AsWanted,
            ProcessingStatus.InProgress => Standing.Waiting,
            _ when !ProcessingStatus.CanChange(present) => Standing.Otherwise,
            _ => Standing.Unknown,
        };

    private sealed class PlacedTaskAnswer(
        TaskProcessingResults results,
        ResourcePath collection,
        string id,
        TaskAnswer answer
    )
        : PlacedAnswer(
            results.Transport,
            Operation.ResumeTaskProcessingResult,
            collection.Item(nameof(TaskProcessingResult.TaskProcessingResultId), id)
        )
    {
        public override AnsweredItem Item => AnsweredItem.OfResult(id);

        public override string Wish => $"{answer.Status}";

        public override BatchSender? Batches => answer.Batches;

        public override bool IsQueued => false;

        protected override byte[] Body => Bodies.Resume(answer.Status, answer.Source, answer.Type);

        public override async Task<Standing> LookAsync(INotices notices, CancellationToken cancellationToken)
        {
            TaskProcessingResult result = await results
                .GetAsync(Place, collection, Query.All, notices, cancellationToken)
                .ConfigureAwait(false);
            return Stands(result.ProcessingStatus, answer.Status);
        }
    }
}

/// <summary>The answer to a waiting task.</summary>
/// <param name="Status">What became of what the task called out for.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Type">Of what kind it is.</param>
/// <param name="Batches">Lets it travel with others in one request; null when it travels alone.</param>
internal sealed record TaskAnswer(OperationStatus Status, string Source, string Type, BatchSender? Batches = null);
