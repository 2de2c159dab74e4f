using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>Reads access package assignment requests, and resumes those that wait for a callback.</summary>
internal sealed class AssignmentRequests(GraphHttpClient transport)
    : ResourceReader<AccessPackageAssignmentRequest>(
        transport,
        GraphOperation.ReadAssignmentRequests,
        JsonMaps.AccessPackageAssignmentRequest
    )
{
    private const string CallbackReceived = "callbackReceived";
    private const string CalloutSent = "calloutSent";

    /// <summary>Creates the callback for a request that waits.</summary>
    public IResumeRequest Answer(ResourcePath collection, string id, AssignmentRequestCallbackData answer) =>
        new PlacedRequestAnswer(this, collection, id, answer);

    /// <summary>
    /// Resumes a request for which no callback was sent before, with at most one accepted POST request.
    /// </summary>
    public Task<ResumeResult> ResumeAsync(
        ResourcePath collection,
        string id,
        AssignmentRequestCallbackData answer,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) => Answer(collection, id, answer).SendAsync(null, null, notices, cancellationToken);

    /// <summary>
    /// Returns what a request shows about a callback. The request can wait again, for the callback of a later callout,
    /// so only the callout that was resumed shows whether it still waits. Without the callout, the state of the request
    /// only shows whether it has ended.
    /// </summary>
    internal static RemoteState GetState(AccessPackageAssignmentRequest request, AssignmentRequestCallbackData answer)
    {
        bool isDenial = !string.IsNullOrEmpty(answer.State);
        bool hasEndedOtherwise =
            request.State is { } state
            && !AccessPackageRequestState.CanChange(state)
            && (
                isDenial
                    ? !state.Equals(answer.State, StringComparison.OrdinalIgnoreCase)
                    : state
                        is AccessPackageRequestState.Denied
                            or AccessPackageRequestState.Canceled
                            or AccessPackageRequestState.DeliveryFailed
            );
        if (hasEndedOtherwise)
            return RemoteState.Otherwise;
        if (isDenial && request.State is { } denied && denied.Equals(answer.State, StringComparison.OrdinalIgnoreCase))
            return RemoteState.AsWanted;
        string? callout =
            request
                .CustomExtensionCalloutInstances?.FirstOrDefault(each =>
                    IsSame(each.GetValueOrDefault("id"), answer.CustomExtensionStageInstanceId)
                )
                ?.GetValueOrDefault("status") as string;
        return callout switch
        {
            null => request.State is AccessPackageRequestState.Delivered or AccessPackageRequestState.PartiallyDelivered
                ? RemoteState.AsWanted
                : RemoteState.Unknown,
            _ when Is(callout, AccessPackageAssignmentRequest.Waiting) || Is(callout, CalloutSent) =>
                request.IsWaitingForCallback ? RemoteState.Waiting : RemoteState.Unknown,
            // A callback without a state only resumes the request: any received callback counts as success unless the
            // request was denied.
            _ when Is(callout, CallbackReceived) => isDenial ? RemoteState.Unknown : RemoteState.AsWanted,
            _ => RemoteState.Otherwise,
        };
    }

    private static bool IsSame(object? id, string? answered) =>
        id is string text && answered is not null && IdRules.AreEqual(text, answered);

    private static bool Is(string status, string known) => known.Equals(status, StringComparison.OrdinalIgnoreCase);

    private sealed class PlacedRequestAnswer(
        AssignmentRequests requests,
        ResourcePath collection,
        string id,
        AssignmentRequestCallbackData answer
    )
        : ResumeRequest(
            requests.Transport,
            GraphOperation.ResumeAssignmentRequest,
            collection.Item(nameof(AccessPackageAssignmentRequest.AccessPackageAssignmentRequestId), id)
        )
    {
        public override ResumedItem Item => ResumedItem.OfRequest(id, answer.CustomExtensionStageInstanceId);

        public override string Wish => answer.Wish;

        public override bool IsQueued => true;

        protected override byte[] Body => RequestBodies.Resume(answer);

        public override async Task<RemoteState> LookAsync(
            IOperationHost notices,
            CancellationToken cancellationToken
        ) =>
            GetState(
                await requests
                    .GetAsync(Place, collection, ODataQuery.All, notices, cancellationToken)
                    .ConfigureAwait(false),
                answer
            );
    }
}
