namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// Graph's customExtensionCalloutInstance. The stage is known to the service but not part of the resource.
/// </summary>
internal sealed class CalloutInstance(string id)
{
    public const string WaitingForCallback = "waitingForCallback";
    public const string CalloutSent = "calloutSent";
    public const string CalloutFailed = "calloutFailed";
    public const string CallbackTimedOut = "callbackTimedOut";
    public const string CallbackReceived = "callbackReceived";

    /// <summary>The stage at which an extension says who approves. Only beta has it.</summary>
    public const string DeterminingApproval = "assignmentRequestDeterminingApprovalRequirements";

    public string Id { get; } = id;
    public required string Stage { get; init; }
    public required string Status { get; set; }
    public string? Detail { get; set; }

    /// <summary>How many answers were accepted.</summary>
    public int AcceptedAnswers { get; set; }
    public string? CustomExtensionId { get; init; }
    public string? ExternalCorrelationId { get; init; }
}
