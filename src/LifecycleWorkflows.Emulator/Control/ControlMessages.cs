namespace LifecycleWorkflows.Emulator.Control;

/// <summary>How much data to add.</summary>
internal sealed record GenerateRequest
{
    public int Workflows { get; set; } = 1;

    /// <summary>In each workflow.</summary>
    public int Runs { get; set; } = 1;

    /// <summary>In each run.</summary>
    public int Users { get; set; } = 1;

    public int TasksPerUser { get; set; } = 1;

    /// <summary>The last task of each user waits for a callback.</summary>
    public bool Waiting { get; set; }

    /// <summary>The workflows are deleted ones.</summary>
    public bool Deleted { get; set; }

    /// <summary>The status of every result that does not wait.</summary>
    public string Status { get; set; } = "completed";
}

internal sealed record FailTaskRequest
{
    public required string TaskProcessingResultId { get; init; }
    public string FailureReason { get; set; } = "The task was failed through the control surface of the emulator.";
}

/// <summary>Who is called in place of a Logic App: for one extension, or for all that nobody is named for.</summary>
/// <param name="ExtensionId">The id of the extension; null for all others.</param>
/// <param name="Url">An address on loopback; null for nobody.</param>
internal sealed record CalloutEndpoint(string? ExtensionId = null, string? Url = null);

internal sealed record ConnectionTestOrder
{
    public required string CustomExtensionId { get; init; }

    /// <summary>How long the extension has to take the callout.</summary>
    public int TimeoutInMilliseconds { get; set; } = 1000;

    public int MaximumRetries { get; set; } = 1;
}
