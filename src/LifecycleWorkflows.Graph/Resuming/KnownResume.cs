namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>
/// What is known of the answer to one item. A run can have a million of these: it has no object of its own, and every
/// field counts.
/// </summary>
internal readonly struct KnownResume
{
    private readonly object? _more;
    private readonly Guid _requestId;
    private readonly long _ticks;
    private readonly int _attempts;
    private readonly int _milliseconds;
    private readonly byte _settlement;
    private readonly byte _error;

    private KnownResume(string wish, Stage stage, object? more = null, DateTimeOffset? at = null)
    {
        (Wish, Reached, _more, _ticks) = (wish, stage, more, at?.UtcTicks ?? 0);
    }

    private KnownResume(string wish, ResumeResult settled, Stage stage)
        : this(wish, stage, null, settled.NotedAt)
    {
        if (settled.RequestId is { } text && !Guid.TryParseExact(text, "D", out _requestId))
            _more = text;
        _attempts = settled.Attempts;
        _milliseconds = (int)Math.Min(settled.Duration.TotalMilliseconds, int.MaxValue);
        (_settlement, _error) = ((byte)settled.Settlement, settled.Error is { } error ? (byte)(error + 1) : (byte)0);
    }

    /// <summary>How far an answer is.</summary>
    public enum Stage : byte
    {
        /// <summary>An earlier run was refused.</summary>
        Open,

        /// <summary>An earlier run does not know what became of it.</summary>
        InDoubt,

        /// <summary>An earlier run was told how it ended.</summary>
        Noted,

        /// <summary>A person does not want it.</summary>
        Declined,

        /// <summary>This run is sending it.</summary>
        UnderWay,

        /// <summary>It ended in this run.</summary>
        Ended,
    }

    /// <summary>What the answer says.</summary>
    public string Wish { get; }

    public Stage Reached { get; }

    /// <summary>Whether this run had to do with it.</summary>
    public bool IsOfThisRun => Reached >= Stage.Declined;

    /// <summary>When an earlier run sent it and did not learn what became of it.</summary>
    public DateTimeOffset? InDoubtSince => Reached == Stage.InDoubt ? new(_ticks, TimeSpan.Zero) : null;

    /// <summary>When an earlier run sent it, whether or not it learned what became of it.</summary>
    public DateTimeOffset? SentAt => Reached is Stage.InDoubt or Stage.Noted ? new(_ticks, TimeSpan.Zero) : null;

    /// <summary>Whether the service may have accepted it, or may be about to.</summary>
    public bool MayBeAccepted =>
        Reached is Stage.InDoubt or Stage.Noted or Stage.UnderWay
        || (Reached == Stage.Ended && (ResumeStatus)_settlement != ResumeStatus.Failed);

    /// <summary>What the task of an answer under way gives.</summary>
    public Task<ResumeResult>? UnderWay => Reached == Stage.UnderWay ? (Task<ResumeResult>?)_more : null;

    /// <summary>How it ended.</summary>
    public ResumeResult Settled =>
        new(
            (ResumeStatus)_settlement,
            _attempts,
            TimeSpan.FromMilliseconds(_milliseconds),
            _more as string ?? (_requestId == default ? null : $"{_requestId:D}"),
            null,
            _ticks == 0 ? null : new(_ticks, TimeSpan.Zero)
        )
        {
            Error = _error == 0 ? null : (ErrorCondition)(_error - 1),
        };

    public static KnownResume Open(string wish) => new(wish, Stage.Open);

    public static KnownResume InDoubt(string wish, DateTimeOffset since) => new(wish, Stage.InDoubt, null, since);

    public static KnownResume Noted(string wish, ResumeResult settled) => new(wish, settled, Stage.Noted);

    public static KnownResume Declined(string wish) => new(wish, Stage.Declined);

    public static KnownResume Sending(string wish, Task<ResumeResult> task) => new(wish, Stage.UnderWay, task);

    public static KnownResume Ended(string wish, ResumeResult settled) => new(wish, settled, Stage.Ended);
}
