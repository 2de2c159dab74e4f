using LifecycleWorkflows.Emulator.SignIn;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator;

/// <summary>What can change while the emulator runs, as the control surface shows it.</summary>
internal sealed record EmulatorSettings
{
    /// <summary>How long every Graph request waits.</summary>
    public int LatencyMilliseconds { get; init; }

    public int PageSize { get; init; }
    public PagingMode Paging { get; init; }
    public bool RefuseCreation { get; init; }
    public bool RequireJwt { get; init; }

    /// <summary>0 sets no limit.</summary>
    public int RequestsPerSecond { get; init; }

    public TimeSpan ClockOffset { get; init; }
    public TimeSpan TaskDuration { get; init; }

    /// <summary>How long a run that was asked for is queued.</summary>
    public TimeSpan QueueDuration { get; init; }

    /// <summary>How long what is canceled stays so until it has ended.</summary>
    public TimeSpan CancelDuration { get; init; }

    /// <summary>How long an accepted answer to a task stays without effect.</summary>
    public AnswerDelay TaskAnswerDelay { get; init; } = new();

    /// <summary>How long an accepted answer to an assignment request stays without effect.</summary>
    public AnswerDelay RequestAnswerDelay { get; init; } = new();

    /// <summary>How long a run that was asked for, and accepted, does not exist yet.</summary>
    public AnswerDelay StartDelay { get; init; } = new();

    /// <summary>What the person does who is asked to sign in.</summary>
    public SignInOutcome SignInOutcome { get; init; }

    /// <summary>Who that is: an id or a user principal name; null, or empty, for the first user.</summary>
    public string? SignInUser
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>How often an app asks in vain before the code of a device is entered.</summary>
    public int DeviceCodePolls { get; init; }

    /// <summary>Says what about them makes no sense; null when all of it does.</summary>
    public string? Nonsense()
    {
        if (LatencyMilliseconds < 0 || PageSize < 1 || RequestsPerSecond < 0 || DeviceCodePolls < 0)
            return "latencyMilliseconds, requestsPerSecond and deviceCodePolls must not be negative, and pageSize must be at least 1.";
        if (TaskDuration < TimeSpan.Zero || QueueDuration < TimeSpan.Zero || CancelDuration < TimeSpan.Zero)
            return "taskDuration, queueDuration and cancelDuration must not be negative.";
        return TaskAnswerDelay.IsGood && RequestAnswerDelay.IsGood && StartDelay.IsGood
            ? null
            : "The minimum of a delay must not be negative, and its maximum must not be less than its minimum.";
    }
}

/// <summary>The settings of now. They change as a whole.</summary>
internal sealed class LiveSettings(EmulatorOptions options)
{
    private volatile EmulatorSettings _current = new()
    {
        LatencyMilliseconds = (int)options.Latency.TotalMilliseconds,
        ClockOffset = options.ClockOffset,
        TaskDuration = options.TaskDuration,
        QueueDuration = options.QueueDuration,
        CancelDuration = options.CancelDuration,
        PageSize = options.PageSize,
        RequestsPerSecond = options.RequestsPerSecond,
        Paging = options.Paging,
        RefuseCreation = options.RefuseCreation,
        RequireJwt = options.RequireJwt,
    };

    public EmulatorSettings Current
    {
        get => _current;
        set => _current = value;
    }
}
