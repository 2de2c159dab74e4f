namespace LifecycleWorkflows.Graph.Resources;

/// <summary>What the service said to an answer.</summary>
internal enum Heard
{
    Acceptance,

    /// <summary>It was surely not accepted.</summary>
    Refusal,

    /// <summary>It was surely not accepted, perhaps because the item has an answer.</summary>
    Conflict,

    /// <summary>The answer may have arrived.</summary>
    Nothing,
}

/// <summary>What is known of the answers that were sent when the item is looked at.</summary>
internal enum Doubt
{
    /// <summary>None was accepted: it was refused as a conflict.</summary>
    None,

    /// <summary>One may have arrived, and one more may be sent.</summary>
    Open,

    /// <summary>One may have arrived, and none may be sent any more.</summary>
    Final,
}

/// <summary>What reading shows of something that was to be answered.</summary>
internal enum Standing
{
    /// <summary>It does not tell, or could not be read just now.</summary>
    Unknown,
    Waiting,
    AsWanted,
    Otherwise,

    /// <summary>It cannot be read.</summary>
    Unreadable,
}

/// <summary>What to do next.</summary>
internal enum Next
{
    Send,
    Look,
    EndResumed,
    EndAlreadyDone,
    EndResumedAfterCheck,
    EndFailed,
    EndUnknown,
}

/// <summary>
/// How one accepted answer at most is kept: what was sent, what the service says or shows, and what to do next. A
/// refusal proves nothing about an answer whose reply was lost before: it can be the consequence of that answer. So
/// once there is doubt, only reading tells.
/// </summary>
internal static class AnswerRules
{
    private const int MostSendings = 2;

    /// <summary>How long an answer that the service queues can stay without effect.</summary>
    public static readonly TimeSpan QueueTime = TimeSpan.FromMinutes(5);

    public static Next AfterSending(Heard heard, bool wasInDoubt) =>
        (heard, wasInDoubt) switch
        {
            (Heard.Acceptance, _) => Next.EndResumed,
            (Heard.Refusal, false) => Next.EndFailed,
            _ => Next.Look,
        };

    /// <param name="doubt">What is known of the answers that were sent.</param>
    /// <param name="shown">What reading shows.</param>
    /// <param name="isLast">Whether it was looked at for long enough.</param>
    public static Next AfterLook(Doubt doubt, Standing shown, bool isLast) =>
        (doubt, shown, isLast) switch
        {
            (Doubt.None, Standing.AsWanted, _) => Next.EndAlreadyDone,
            (Doubt.None, _, _) => Next.EndFailed,
            (_, Standing.AsWanted, _) => Next.EndResumedAfterCheck,
            (_, Standing.Otherwise, _) => Next.EndFailed,
            (_, Standing.Unreadable, _) => Next.EndUnknown,
            (_, _, false) => Next.Look,
            (Doubt.Open, Standing.Waiting, true) => Next.Send,
            _ => Next.EndUnknown,
        };

    /// <summary>Whether an answer in doubt may be sent once more, should the item still wait.</summary>
    /// <param name="isQueued">Whether the service carries answers out some time after it accepted them.</param>
    /// <param name="sendings">How often this run sent it.</param>
    /// <param name="leftFor">How long ago an earlier run sent it; null when none did.</param>
    public static bool MaySendAgain(bool isQueued, int sendings, TimeSpan? leftFor) =>
        isQueued ? sendings == 0 && leftFor >= QueueTime : sendings + (leftFor is null ? 0 : 1) < MostSendings;
}
