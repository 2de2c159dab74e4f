namespace LifecycleWorkflows;

/// <summary>
/// The one exception of this module. It says what happened without repeating what the service wrote: an answer's body
/// can hold personal data.
/// </summary>
public sealed class LifecycleWorkflowsException : Exception
{
    internal LifecycleWorkflowsException(
        ErrorCondition condition,
        string message,
        string recommendedAction,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        Condition = condition;
        RecommendedAction = recommendedAction;
    }

    /// <summary>What went wrong.</summary>
    public ErrorCondition Condition { get; }

    /// <summary>What to do next, with the least privileged permission where a permission is the cause.</summary>
    public string RecommendedAction { get; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The service's error code, such as <c>Authorization_RequestDenied</c>; null when it gave none.</summary>
    public string? Code { get; internal init; }

    /// <summary>
    /// The service's id for the request (header <c>request-id</c>), to be named to Microsoft support.
    /// </summary>
    public string? RequestId { get; internal init; }

    /// <summary>This module's id for the request (header <c>client-request-id</c>).</summary>
    public string? ClientRequestId { get; internal init; }

    /// <summary>How long the service asked to wait before the next request; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>How often the request was sent before giving up.</summary>
    public int Attempts { get; internal set; }

    /// <summary>
    /// Whether the service does not know the path as such, rather than something that the path names.
    /// </summary>
    internal bool IsUnknownSegment { get; init; }

    /// <summary>Whether the same request may well succeed a little later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether the request may have been carried out although no success was reported.</summary>
    internal bool MayHaveSucceeded { get; init; }

    /// <summary>The same for another request that failed with this one: each counts its own attempts.</summary>
    /// <param name="advice">What to do next, if that is something else.</param>
    internal LifecycleWorkflowsException Copy(string? advice = null) =>
        new(Condition, Message, advice ?? RecommendedAction, InnerException)
        {
            StatusCode = StatusCode,
            Code = Code,
            RequestId = RequestId,
            ClientRequestId = ClientRequestId,
            RetryAfter = RetryAfter,
            IsUnknownSegment = IsUnknownSegment,
            IsTransient = IsTransient,
            MayHaveSucceeded = MayHaveSucceeded,
        };
}
