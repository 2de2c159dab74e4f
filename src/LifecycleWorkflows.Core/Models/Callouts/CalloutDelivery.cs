namespace LifecycleWorkflows;

/// <summary>The response of an endpoint to a callout that Send-LwfCallout sent.</summary>
public sealed class CalloutDelivery
{
    internal CalloutDelivery() { }

    /// <summary>The HTTP status code of the response.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>The time until the response arrived.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>
    /// The scheme, host, and port of the endpoint. The rest of the address isn't shown because it can contain a secret.
    /// </summary>
    public string Endpoint { get; internal init; } = "";

    /// <summary>The ID of the task processing result in the callout.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The ID of the access package assignment request in the callout.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>Returns the type and the ID.</summary>
    /// <returns>A string without secrets.</returns>
    public override string ToString() =>
        $"{nameof(CalloutDelivery)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}".TrimEnd();
}
