namespace LifecycleWorkflows.Emulator.Control;

/// <summary>A Graph request as the log shows it.</summary>
internal sealed class RecordedRequest
{
    public required string Method { get; init; }
    public required string Version { get; init; }

    /// <summary>Escaped as received, without the version.</summary>
    public required string Path { get; init; }

    public required string PathAndQuery { get; init; }
    public required string Query { get; init; }

    /// <summary>Null while the request is served, and for one that its client gave up.</summary>
    public int? Status { get; set; }

    public required string ClientRequestId { get; init; }
    public required string RequestId { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public string? Body { get; set; }
    public required bool Authorized { get; init; }

    /// <summary>
    /// The app, the tenant and the person of which the token says that it is; null if it says nothing.
    /// </summary>
    public string? AppId { get; init; }

    public string? TenantId { get; init; }

    public string? User { get; init; }

    /// <summary>Whether the tenant changed, however the answer came out.</summary>
    public bool Applied { get; set; }

    /// <summary>The kind of the fault that happened to the request, if one did.</summary>
    public string? Fault { get; set; }

    /// <summary>The parts of a batch, in the order in which they were served.</summary>
    public IReadOnlyList<RecordedPart>? Parts { get; set; }
}

/// <summary>A part of a batch as the log shows it.</summary>
internal sealed record RecordedPart(string Id, string Method, string Url, int Status, bool Applied, string? Fault);
