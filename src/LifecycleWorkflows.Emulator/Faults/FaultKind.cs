namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>A status with Graph's error body, or with a body of choice.</summary>
    Status,

    /// <summary>The connection is reset without an answer.</summary>
    Reset,

    /// <summary>There is no answer until the client gives up.</summary>
    Hang,

    /// <summary>An HTML page, as a proxy would send.</summary>
    Html,

    /// <summary>An answer without a body.</summary>
    Empty,

    /// <summary>A redirect to another host.</summary>
    Redirect,

    /// <summary>Half of the body that the Content-Length announces.</summary>
    Truncate,

    /// <summary>Half of a chunked body, without its end.</summary>
    TruncateChunked,

    /// <summary>Half of the JSON, in an answer that is whole as far as HTTP goes.</summary>
    TruncateJson,

    /// <summary>The body in drops.</summary>
    Slow,

    /// <summary>The body under the wrong media type.</summary>
    ContentType,

    /// <summary>The page, going on at another host.</summary>
    Link,

    /// <summary>The page, going on at itself.</summary>
    Loop,

    /// <summary>A part of a batch that is missing in the answer.</summary>
    Omit,
}
