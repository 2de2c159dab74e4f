namespace LifecycleWorkflows;

/// <summary>
/// A request for an access package. The properties have the names of v1.0, also for beta, where the service uses other
/// names. See https://learn.microsoft.com/graph/api/resources/accesspackageassignmentrequest.
/// </summary>
public sealed class AccessPackageAssignmentRequest : PlacedResource
{
    internal const string Waiting = "waitingForCallback";

    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string AccessPackageAssignmentRequestId => Id;

    /// <summary>The type of the request, such as userAdd or adminRemove.</summary>
    public string? RequestType { get; internal set; }

    /// <summary>
    /// The state of the request: submitted, pendingApproval, delivering, delivered, deliveryFailed, denied, scheduled,
    /// canceled, partiallyDelivered, or a newer value.
    /// </summary>
    public string? State { get; internal set; }

    /// <summary>More information about the state of the request, such as WaitingForCallback or Delivered.</summary>
    public string? Status { get; internal set; }

    /// <summary>The justification that the requestor entered.</summary>
    public string? Justification { get; internal set; }

    /// <summary>The date and time when the request was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>The date and time when the request was completed (UTC); null until then.</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>The requestor; null unless <c>requestor</c> is expanded. The ID is the directory object ID.</summary>
    public Subject? Requestor { get; internal set; }

    /// <summary>The access package; null unless <c>accessPackage</c> is expanded.</summary>
    public IReadOnlyDictionary<string, object?>? AccessPackage { get; internal set; }

    /// <summary>The assignment that the request is about; null unless it's expanded.</summary>
    public IReadOnlyDictionary<string, object?>? Assignment { get; internal set; }

    /// <summary>The period for which access is requested.</summary>
    public IReadOnlyDictionary<string, object?>? Schedule { get; internal set; }

    /// <summary>The answers of the requestor to the questions in the policy.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Answers { get; internal set; }

    /// <summary>The callouts to custom extensions for the request.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? CustomExtensionCalloutInstances { get; internal set; }

    /// <summary>The ID of the assignment, if it's known.</summary>
    public string? AccessPackageAssignmentId =>
        Origin.Ids.AccessPackageAssignmentId ?? Assignment?.GetValueOrDefault("id") as string;

    /// <summary>The ID of the callout that waits for a callback; null if no callout waits, or more than one.</summary>
    public string? CustomExtensionStageInstanceId =>
        CustomExtensionCalloutInstances?.Where(IsWaiting).Take(2).ToArray() is [var only]
            ? only.GetValueOrDefault("id") as string
            : null;

    /// <summary>Whether the request waits for a callback.</summary>
    public bool IsWaitingForCallback => Waiting.Equals(Status, StringComparison.OrdinalIgnoreCase);

    internal static bool IsWaiting(IReadOnlyDictionary<string, object?> callout) =>
        Waiting.Equals(callout.GetValueOrDefault("status") as string, StringComparison.OrdinalIgnoreCase);
}
