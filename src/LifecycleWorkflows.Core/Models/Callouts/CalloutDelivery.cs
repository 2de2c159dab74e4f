namespace LifecycleWorkflows;

/// <summary>How an endpoint answered to a callout that Send-LwfCallout sent.</summary>
public sealed class CalloutDelivery
{
    internal CalloutDelivery() { }

    /// <summary>The HTTP status that the endpoint answered with.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The endpoint's scheme, host and port. The rest of an address can be a secret.</summary>
    public string Endpoint { get; internal init; } = "";

    /// <summary>The task processing result that the callout was about.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The access package assignment request that the callout was about.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>Type and id, nothing else.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() =>
        $"{nameof(CalloutDelivery)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}".TrimEnd();
}
