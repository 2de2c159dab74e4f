using LifecycleWorkflows.Emulator.SignIn;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator;

/// <summary>What can change while the emulator runs.</summary>
internal sealed class EmulatorSettings
{
    private long _latencyTicks;
    private long _clockOffsetTicks;
    private long _taskDurationTicks;
    private volatile int _pageSize;
    private volatile int _requestsPerSecond;
    private volatile PagingMode _paging;
    private volatile bool _refuseCreation;
    private volatile bool _requireJwt;
    private volatile int _deviceCodePolls;
    private volatile SignInOutcome _signInOutcome;
    private volatile string? _signInUser;
    private volatile AnswerDelay _taskAnswerDelay = AnswerDelay.None;
    private volatile AnswerDelay _requestAnswerDelay = AnswerDelay.None;

    public EmulatorSettings(EmulatorOptions options)
    {
        Latency = options.Latency;
        ClockOffset = options.ClockOffset;
        TaskDuration = options.TaskDuration;
        PageSize = options.PageSize;
        RequestsPerSecond = options.RequestsPerSecond;
        Paging = options.Paging;
        RefuseCreation = options.RefuseCreation;
        RequireJwt = options.RequireJwt;
    }

    public TimeSpan Latency
    {
        get => new(Interlocked.Read(ref _latencyTicks));
        set => Interlocked.Exchange(ref _latencyTicks, value.Ticks);
    }

    public TimeSpan ClockOffset
    {
        get => new(Interlocked.Read(ref _clockOffsetTicks));
        set => Interlocked.Exchange(ref _clockOffsetTicks, value.Ticks);
    }

    public TimeSpan TaskDuration
    {
        get => new(Interlocked.Read(ref _taskDurationTicks));
        set => Interlocked.Exchange(ref _taskDurationTicks, value.Ticks);
    }

    public AnswerDelay TaskAnswerDelay
    {
        get => _taskAnswerDelay;
        set => _taskAnswerDelay = value;
    }

    public AnswerDelay RequestAnswerDelay
    {
        get => _requestAnswerDelay;
        set => _requestAnswerDelay = value;
    }

    public int PageSize
    {
        get => _pageSize;
        set => _pageSize = value;
    }

    public int RequestsPerSecond
    {
        get => _requestsPerSecond;
        set => _requestsPerSecond = value;
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

    public bool RequireJwt
    {
        get => _requireJwt;
        set => _requireJwt = value;
    }

    public int DeviceCodePolls
    {
        get => _deviceCodePolls;
        set => _deviceCodePolls = value;
    }

    public SignInOutcome SignInOutcome
    {
        get => _signInOutcome;
        set => _signInOutcome = value;
    }

    public string? SignInUser
    {
        get => _signInUser;
        set => _signInUser = value;
    }
}
