namespace LifecycleWorkflows.Emulator;

/// <summary>How an emulator starts.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The loopback port to listen on; 0 takes any free port.</summary>
    public int Port { get; set; }

    /// <summary>The file that describes the tenant; null takes the sample tenant Contoso.</summary>
    public string? SeedPath { get; set; }

    /// <summary>How long every Graph request waits before it is served.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How many items a page has at most; <c>$top</c> can ask for fewer.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What a skip token means.</summary>
    public PagingMode Paging { get; set; } = PagingMode.Snapshot;

    /// <summary>Refuses to create task processing results, as the service of today does.</summary>
    public bool RefuseCreation { get; set; }

    /// <summary>The clock of the tenant. Latency always passes in real time.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
