namespace LifecycleWorkflows;

/// <summary>
/// The condition of an error. These names are stable: every FullyQualifiedErrorId of the module begins with one of
/// them.
/// </summary>
public enum ErrorCondition
{
    /// <summary>The request isn't valid (400, 422), or it was rejected before it was sent.</summary>
    InvalidRequest,

    /// <summary>No token could be acquired, or the service didn't accept it (401).</summary>
    AuthenticationFailed,

    /// <summary>The signed-in user or application doesn't have permission (403).</summary>
    PermissionDenied,

    /// <summary>No resource with these IDs exists, or it no longer exists (404, 410).</summary>
    NotFound,

    /// <summary>
    /// The state of the resource doesn't allow the operation, such as resuming a task that doesn't wait (409, 412,
    /// 423).
    /// </summary>
    Conflict,

    /// <summary>The service or the API version doesn't support the operation (405, 501).</summary>
    NotSupportedByService,

    /// <summary>The response didn't arrive in time (408, 504, or the timeout of the connection).</summary>
    RequestTimeout,

    /// <summary>The service still throttled requests after all retries (429).</summary>
    Throttled,

    /// <summary>The service still failed after all retries (500, 502, 503).</summary>
    ServiceUnavailable,

    /// <summary>The service couldn't be reached, or the connection was interrupted, after all retries.</summary>
    ConnectionFailed,

    /// <summary>The service reported success, but its response can't be read.</summary>
    UnreadableResponse,

    /// <summary>
    /// A link, redirect, or callback path leads away from the endpoint of the connection, or repeats.
    /// </summary>
    UnsafeLink,

    /// <summary>There's no connection.</summary>
    NotConnected,

    /// <summary>A task wasn't finished within the timeout.</summary>
    WaitTimeout,

    /// <summary>The input isn't a callout of Microsoft Entra.</summary>
    InvalidCallout,

    /// <summary>The journal was created for another job.</summary>
    JournalMismatch,
}
