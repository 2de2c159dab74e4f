using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Access package assignment requests: reading, and answering those that wait for a callback.</summary>
internal sealed class AssignmentRequests(GraphTransport transport)
    : ResourceReader<AccessPackageAssignmentRequest>(
        transport,
        Operation.ReadAssignmentRequests,
        Wire.AccessPackageAssignmentRequest
    )
{
    private const string CallbackReceived = "callbackReceived";
    private const string CalloutSent = "calloutSent";

    /// <summary>An answer to a request that waits, ready to be sent.</summary>
    public IAnswer Answer(ResourcePath collection, string id, AssignmentRequestAnswer answer) =>
        new PlacedRequestAnswer(this, collection, id, answer);

    /// <summary>Answers a request that nobody has answered before, with one accepted POST at most.</summary>
    public Task<Settled> ResumeAsync(
        ResourcePath collection,
        string id,
        AssignmentRequestAnswer answer,
        INotices notices,
        CancellationToken cancellationToken
    ) => Answer(collection, id, answer).SendAsync(null, null, notices, cancellationToken);

    /// <summary>
    /// What a request shows of an answer that it was given. It can wait again, for the answer to a later callout: only
    /// the callout that was answered tells whether it still waits. Without it, the request's state tells only whether
    /// it has ended.
    /// </summary>
    internal static Standing Stands(AccessPackageAssignmentRequest request, AssignmentRequestAnswer answer)
    {
        bool isDenial = !string.IsNullOrEmpty(answer.State);
        bool hasEndedOtherwise =
            request.State is { } state
            && !RequestState.CanChange(state)
            && (
                isDenial
                    ? !state.Equals(answer.State, StringComparison.OrdinalIgnoreCase)
                    : state is RequestState.Denied or RequestState.Canceled or RequestState.DeliveryFailed
            );
        if (hasEndedOtherwise)
            return Standing.Otherwise;
        if (isDenial && request.State is { } denied && denied.Equals(answer.State, StringComparison.OrdinalIgnoreCase))
            return Standing.AsWanted;
        string? callout =
            request
                .CustomExtensionCalloutInstances?.FirstOrDefault(each =>
                    IsSame(each.GetValueOrDefault("id"), answer.CustomExtensionStageInstanceId)
                )
                ?.GetValueOrDefault("status") as string;
        return callout switch
        {
            null => request.State is RequestState.Delivered or RequestState.PartiallyDelivered
                ? Standing.AsWanted
                : Standing.Unknown,
            _ when Is(callout, AccessPackageAssignmentRequest.Waiting) || Is(callout, CalloutSent) =>
                request.IsWaitingForCallback ? Standing.Waiting : Standing.Unknown,
            // That somebody answered, and that the request has not been denied, is all that an answer without a state
            // wants.
            _ when Is(callout, CallbackReceived) => isDenial ? Standing.Unknown : Standing.AsWanted,
            _ => Standing.Otherwise,
        };
    }

    private static bool IsSame(object? id, string? answered) =>
        id is string text && answered is not null && PlainId.Same(text, answered);

    private static bool Is(string status, string known) => known.Equals(status, StringComparison.OrdinalIgnoreCase);

    private sealed class PlacedRequestAnswer(
        AssignmentRequests requests,
        ResourcePath collection,
        string id,
        AssignmentRequestAnswer answer
    )
        : PlacedAnswer(
            requests.Transport,
            Operation.ResumeAssignmentRequest,
            collection.Item(nameof(AccessPackageAssignmentRequest.AccessPackageAssignmentRequestId), id)
        )
    {
        public override AnsweredItem Item => AnsweredItem.OfRequest(id, answer.CustomExtensionStageInstanceId);

        public override string Wish => answer.Wish;

        public override bool IsQueued => true;

        protected override byte[] Body => Bodies.Resume(answer);

        public override async Task<Standing> LookAsync(INotices notices, CancellationToken cancellationToken) =>
            Stands(
                await requests.GetAsync(Place, collection, Query.All, notices, cancellationToken).ConfigureAwait(false),
                answer
            );
    }
}
