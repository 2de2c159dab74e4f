namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>
/// How one accepted answer at most is kept: what was sent, what the service says or shows, and what to do next. A
/// refusal proves nothing about an answer whose reply was lost before: it can be the consequence of that answer. So
/// once there is doubt, only reading tells.
/// </summary>
internal static class ResumeRules
{
    private const int MostSendings = 2;

    /// <summary>How long an answer that the service queues can stay without effect.</summary>
    public static readonly TimeSpan QueueTime = TimeSpan.FromMinutes(5);

    public static NextStep AfterSending(SendResult heard, bool wasInDoubt) =>
        (heard, wasInDoubt) switch
        {
            (SendResult.Acceptance, _) => NextStep.EndResumed,
            (SendResult.Refusal, false) => NextStep.EndFailed,
            _ => NextStep.Look,
        };

    /// <param name="doubt">What is known of the answers that were sent.</param>
    /// <param name="shown">What reading shows.</param>
    /// <param name="isLast">Whether it was looked at for long enough.</param>
    public static NextStep AfterLook(Doubt doubt, RemoteState shown, bool isLast) =>
        (doubt, shown, isLast) switch
        {
            (Doubt.None, RemoteState.AsWanted, _) => NextStep.EndAlreadyDone,
            (Doubt.None, _, _) => NextStep.EndFailed,
            (_, RemoteState.AsWanted, _) => NextStep.EndResumedAfterCheck,
            (_, RemoteState.Otherwise, _) => NextStep.EndFailed,
            (_, RemoteState.Unreadable, _) => NextStep.EndUnknown,
            (_, _, false) => NextStep.Look,
            (Doubt.Open, RemoteState.Waiting, true) => NextStep.Send,
            _ => NextStep.EndUnknown,
        };

    /// <summary>Whether an answer in doubt may be sent once more, should the item still wait.</summary>
    /// <param name="isQueued">Whether the service carries answers out some time after it accepted them.</param>
    /// <param name="sendings">How often this run sent it.</param>
    /// <param name="leftFor">How long ago an earlier run sent it; null when none did.</param>
    public static bool MaySendAgain(bool isQueued, int sendings, TimeSpan? leftFor) =>
        isQueued ? sendings == 0 && leftFor >= QueueTime : sendings + (leftFor is null ? 0 : 1) < MostSendings;
}
