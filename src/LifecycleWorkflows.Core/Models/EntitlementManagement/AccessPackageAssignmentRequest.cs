namespace LifecycleWorkflows;

/// <summary>
/// A request for an access package. Versions v1.0 and beta name its properties differently; here they have the names of
/// v1.0. See https://learn.microsoft.com/graph/api/resources/accesspackageassignmentrequest.
/// </summary>
public sealed class AccessPackageAssignmentRequest : PlacedResource
{
    internal const string Waiting = "waitingForCallback";

    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string AccessPackageAssignmentRequestId => Id;

    /// <summary>What is asked for, in the wire's spelling: userAdd, adminRemove and the like.</summary>
    public string? RequestType { get; internal set; }

    /// <summary>
    /// Where the request stands, in the wire's spelling: submitted, pendingApproval, delivering, delivered,
    /// deliveryFailed, denied, scheduled, canceled, partiallyDelivered, or newer.
    /// </summary>
    public string? State { get; internal set; }

    /// <summary>
    /// More about where it stands, as the service puts it: WaitingForCallback, Delivered and the like.
    /// </summary>
    public string? Status { get; internal set; }

    /// <summary>Why it was made, in the requestor's words.</summary>
    public string? Justification { get; internal set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>When it ended (UTC); null before that.</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>Who made it; null unless <c>requestor</c> was expanded. The id is that of the directory.</summary>
    public Subject? Requestor { get; internal set; }

    /// <summary>The access package; null unless <c>accessPackage</c> was expanded.</summary>
    public IReadOnlyDictionary<string, object?>? AccessPackage { get; internal set; }

    /// <summary>The assignment that it is about; null unless expanded.</summary>
    public IReadOnlyDictionary<string, object?>? Assignment { get; internal set; }

    /// <summary>From when and until when access is asked for.</summary>
    public IReadOnlyDictionary<string, object?>? Schedule { get; internal set; }

    /// <summary>The requestor's answers to the questions of the policy.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Answers { get; internal set; }

    /// <summary>The callouts to custom extensions that were made for it.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? CustomExtensionCalloutInstances { get; internal set; }

    /// <summary>The assignment's id, if it is known.</summary>
    public string? AccessPackageAssignmentId =>
        Origin.Ids.AccessPackageAssignmentId ?? Assignment?.GetValueOrDefault("id") as string;

    /// <summary>The id of the callout that waits for an answer; null when none waits, or more than one.</summary>
    public string? CustomExtensionStageInstanceId =>
        CustomExtensionCalloutInstances?.Where(IsWaiting).Take(2).ToArray() is [var only]
            ? only.GetValueOrDefault("id") as string
            : null;

    /// <summary>Whether the request waits for an answer from outside.</summary>
    public bool IsWaitingForCallback => Waiting.Equals(Status, StringComparison.OrdinalIgnoreCase);

    internal static bool IsWaiting(IReadOnlyDictionary<string, object?> callout) =>
        Waiting.Equals(callout.GetValueOrDefault("status") as string, StringComparison.OrdinalIgnoreCase);
}
