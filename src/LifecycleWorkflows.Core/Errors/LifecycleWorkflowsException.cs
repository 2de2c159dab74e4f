using System.Net.Sockets;

namespace LifecycleWorkflows;

/// <summary>
/// The only exception type of this module. It doesn't repeat the text of the service because a response can contain
/// personal data.
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

    /// <summary>The condition of the error.</summary>
    public ErrorCondition Condition { get; }

    /// <summary>The recommended action, including the least privileged permission if a permission is missing.</summary>
    public string RecommendedAction { get; }

    /// <summary>The HTTP status code of the response; null if there was no response.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>
    /// The error code of the service, such as <c>Authorization_RequestDenied</c>; null if there is none.
    /// </summary>
    public string? Code { get; internal init; }

    /// <summary>
    /// The service's own words where a filter, an order or a selection in the user's own words was refused; otherwise
    /// null, because a response can contain personal data.
    /// </summary>
    public string? ServiceMessage { get; internal init; }

    /// <summary>
    /// The ID that the service assigned to the request (header <c>request-id</c>). Microsoft support needs it.
    /// </summary>
    public string? RequestId { get; internal init; }

    /// <summary>The ID that this module assigned to the request (header <c>client-request-id</c>).</summary>
    public string? ClientRequestId { get; internal init; }

    /// <summary>The time that the service asked to wait before the next request; null if it didn't.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The number of times that the request was sent.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Whether the service doesn't know the path itself, as opposed to a resource in the path.</summary>
    internal bool IsUnknownSegment { get; init; }

    /// <summary>Whether the same request might succeed later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether the request might have been processed although no success was reported.</summary>
    internal bool MayHaveSucceeded { get; init; }

    /// <summary>Why there was no connection, so that the request wasn't sent; null if there was one.</summary>
    internal SocketError? ConnectError { get; init; }

    /// <summary>
    /// Creates a copy for another request that failed together with this one, with its own number of attempts.
    /// </summary>
    /// <param name="advice">The recommended action, if it's different.</param>
    internal LifecycleWorkflowsException Copy(string? advice = null) =>
        new(Condition, Message, advice ?? RecommendedAction, InnerException)
        {
            StatusCode = StatusCode,
            Code = Code,
            ServiceMessage = ServiceMessage,
            RequestId = RequestId,
            ClientRequestId = ClientRequestId,
            RetryAfter = RetryAfter,
            IsUnknownSegment = IsUnknownSegment,
            IsTransient = IsTransient,
            MayHaveSucceeded = MayHaveSucceeded,
            ConnectError = ConnectError,
        };
}
