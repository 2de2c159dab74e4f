namespace LifecycleWorkflows.Emulator;

/// <summary>How an emulator starts.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The loopback port to listen on; 0 takes any free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The file that describes the tenant, or the name of a sample that is built in: contoso or fabrikam. Null takes
    /// contoso.
    /// </summary>
    public string? SeedPath { get; set; }

    /// <summary>How long every Graph request waits before it is served.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many items a page has at most; <c>$top</c> can ask for fewer.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What a skip token means.</summary>
    public PagingMode Paging { get; set; } = PagingMode.Snapshot;

    /// <summary>Refuses to create task processing results, as the service of today does.</summary>
    public bool RefuseCreation { get; set; }

    /// <summary>Accepts signed tokens only; otherwise a token that is none of those permits everything.</summary>
    public bool RequireJwt { get; set; }

    /// <summary>How many Graph requests are served in a second; what is beyond is a 429. 0 sets no limit.</summary>
    public int RequestsPerSecond { get; set; }

    /// <summary>How far the clock of the tenant is ahead of <see cref="Clock"/>; below zero it is behind.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Serves https, with a certificate that is made anew.</summary>
    public bool Tls { get; set; }

    /// <summary>Where Azure Arc's proof of being on this machine is put; null for where its agent puts it.</summary>
    public string? ArcTokenDirectory { get; set; }

    /// <summary>How long a task takes that needs no answer, on the clock of the tenant.</summary>
    public TimeSpan TaskDuration { get; set; }

    /// <summary>How long a run that was asked for is queued, on the clock of the tenant.</summary>
    public TimeSpan QueueDuration { get; set; }

    /// <summary>How long a run that is told to stop is canceling, on the clock of the tenant.</summary>
    public TimeSpan CancelDuration { get; set; }

    /// <summary>
    /// Who is called in place of the Logic App of every extension that nobody else is named for; on loopback.
    /// </summary>
    public Uri? CalloutEndpoint { get; set; }

    /// <summary>
    /// Who is called in place of the Logic App of an extension, by the id of the extension; on loopback.
    /// </summary>
    public IDictionary<string, Uri> CalloutEndpoints { get; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>The clock of the tenant. Latency always passes in real time.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
