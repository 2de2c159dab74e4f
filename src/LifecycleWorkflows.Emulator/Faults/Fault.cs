namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>An answer that is given instead of the real one, for as many matching requests as it is armed for.</summary>
internal sealed record Fault
{
    public FaultMatch Match { get; set; } = new();
    public int Times { get; set; } = 1;
    public int Status { get; set; } = StatusCodes.Status503ServiceUnavailable;
    public string? RetryAfter { get; set; }
    public string? Body { get; set; }
    public string? ContentType { get; set; }
    public string? Code { get; set; }
    public string? Message { get; set; }
    public int DelayMilliseconds { get; set; }

    /// <summary>Answers with an empty page that goes on at this link.</summary>
    public string? NextLink { get; set; }
}

internal sealed record FaultMatch
{
    public string? Method { get; set; }
    public string? PathContains { get; set; }

    public bool Includes(string method, string pathAndQuery) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (PathContains is null || pathAndQuery.Contains(PathContains, StringComparison.OrdinalIgnoreCase));
}
