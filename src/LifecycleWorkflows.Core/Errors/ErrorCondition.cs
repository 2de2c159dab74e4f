namespace LifecycleWorkflows;

/// <summary>
/// What went wrong, as a name that scripts can rely on: every FullyQualifiedErrorId of the module begins with one of
/// these.
/// </summary>
public enum ErrorCondition
{
    /// <summary>The service found the request wrong (400, 422), or it was refused before anything was sent.</summary>
    InvalidRequest,

    /// <summary>No token could be had, or the service did not take it (401).</summary>
    AuthenticationFailed,

    /// <summary>The signed-in account or application may not do this (403).</summary>
    PermissionDenied,

    /// <summary>What the ids name does not exist, or no longer (404, 410).</summary>
    NotFound,

    /// <summary>
    /// The state of the resource does not allow it, such as answering a task that does not wait (409, 412, 423).
    /// </summary>
    Conflict,

    /// <summary>The service, or the chosen version of its API, has no such operation (405, 501).</summary>
    NotSupportedByService,

    /// <summary>No answer came in time (408, 504, or the client's own limit).</summary>
    RequestTimeout,

    /// <summary>The service still asked to slow down after all retries (429).</summary>
    Throttled,

    /// <summary>The service still failed after all retries (500, 502, 503).</summary>
    ServiceUnavailable,

    /// <summary>The service could not be reached, or the connection broke, after all retries.</summary>
    ConnectionFailed,

    /// <summary>The service answered with success, but with something that cannot be read.</summary>
    UnreadableResponse,

    /// <summary>
    /// A link, redirect or callback path leads away from the connection's endpoint, or round in a circle.
    /// </summary>
    UnsafeLink,

    /// <summary>There is no connection yet.</summary>
    NotConnected,

    /// <summary>What was waited for did not happen in the time given.</summary>
    WaitTimeout,

    /// <summary>The text or object is not a callout of Microsoft Entra.</summary>
    InvalidCallout,

    /// <summary>The journal belongs to another job.</summary>
    JournalMismatch,
}
