namespace LifecycleWorkflows.Emulator;

/// <summary>What can change while the emulator runs.</summary>
internal sealed class EmulatorSettings
{
    private long _latencyTicks;
    private volatile int _pageSize;
    private volatile PagingMode _paging;
    private volatile bool _refuseCreation;

    public EmulatorSettings(EmulatorOptions options)
    {
        Latency = options.Latency;
        PageSize = options.PageSize;
        Paging = options.Paging;
        RefuseCreation = options.RefuseCreation;
    }

    public TimeSpan Latency
    {
        get => new(Interlocked.Read(ref _latencyTicks));
        set => Interlocked.Exchange(ref _latencyTicks, value.Ticks);
    }

    public int PageSize
    {
        get => _pageSize;
        set => _pageSize = value;
    }

    public PagingMode Paging
    {
        get => _paging;
        set => _paging = value;
    }

    public bool RefuseCreation
    {
        get => _refuseCreation;
        set => _refuseCreation = value;
    }
}
