using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>The rules by which one accepted answer at most is kept, row by row.</summary>
public sealed class ResumeRulesTests
{
    [Theory]
    [InlineData(nameof(SendResult.Acceptance), false, nameof(NextStep.EndResumed))]
    [InlineData(nameof(SendResult.Acceptance), true, nameof(NextStep.EndResumed))]
    [InlineData(nameof(SendResult.Refusal), false, nameof(NextStep.EndFailed))]
    [InlineData(nameof(SendResult.Refusal), true, nameof(NextStep.Look))]
    [InlineData(nameof(SendResult.Conflict), false, nameof(NextStep.Look))]
    [InlineData(nameof(SendResult.Conflict), true, nameof(NextStep.Look))]
    [InlineData(nameof(SendResult.Nothing), false, nameof(NextStep.Look))]
    [InlineData(nameof(SendResult.Nothing), true, nameof(NextStep.Look))]
    public void After_sending(string heard, bool wasInDoubt, string next) =>
        Assert.Equal(next, $"{ResumeRules.AfterSending(Enum.Parse<SendResult>(heard), wasInDoubt)}");

    [Theory]
    // A conflict alone is looked at once.
    [InlineData(
        nameof(Doubt.None),
        nameof(RemoteState.AsWanted),
        nameof(NextStep.EndAlreadyDone),
        nameof(NextStep.EndAlreadyDone)
    )]
    [InlineData(
        nameof(Doubt.None),
        nameof(RemoteState.Waiting),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    [InlineData(
        nameof(Doubt.None),
        nameof(RemoteState.Otherwise),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    [InlineData(
        nameof(Doubt.None),
        nameof(RemoteState.Unknown),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    [InlineData(
        nameof(Doubt.None),
        nameof(RemoteState.Unreadable),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    // Only what still waits at the end is sent again.
    [InlineData(
        nameof(Doubt.Open),
        nameof(RemoteState.AsWanted),
        nameof(NextStep.EndResumedAfterCheck),
        nameof(NextStep.EndResumedAfterCheck)
    )]
    [InlineData(nameof(Doubt.Open), nameof(RemoteState.Waiting), nameof(NextStep.Look), nameof(NextStep.Send))]
    [InlineData(
        nameof(Doubt.Open),
        nameof(RemoteState.Otherwise),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    [InlineData(nameof(Doubt.Open), nameof(RemoteState.Unknown), nameof(NextStep.Look), nameof(NextStep.EndUnknown))]
    [InlineData(
        nameof(Doubt.Open),
        nameof(RemoteState.Unreadable),
        nameof(NextStep.EndUnknown),
        nameof(NextStep.EndUnknown)
    )]
    // What must not be sent again is only looked at.
    [InlineData(
        nameof(Doubt.Final),
        nameof(RemoteState.AsWanted),
        nameof(NextStep.EndResumedAfterCheck),
        nameof(NextStep.EndResumedAfterCheck)
    )]
    [InlineData(nameof(Doubt.Final), nameof(RemoteState.Waiting), nameof(NextStep.Look), nameof(NextStep.EndUnknown))]
    [InlineData(
        nameof(Doubt.Final),
        nameof(RemoteState.Otherwise),
        nameof(NextStep.EndFailed),
        nameof(NextStep.EndFailed)
    )]
    [InlineData(nameof(Doubt.Final), nameof(RemoteState.Unknown), nameof(NextStep.Look), nameof(NextStep.EndUnknown))]
    [InlineData(
        nameof(Doubt.Final),
        nameof(RemoteState.Unreadable),
        nameof(NextStep.EndUnknown),
        nameof(NextStep.EndUnknown)
    )]
    public void After_a_look(string doubt, string shown, string next, string atTheEnd)
    {
        (Doubt known, RemoteState standing) = (Enum.Parse<Doubt>(doubt), Enum.Parse<RemoteState>(shown));
        Assert.Equal(
            (next, atTheEnd),
            (
                $"{ResumeRules.AfterLook(known, standing, isLast: false)}",
                $"{ResumeRules.AfterLook(known, standing, isLast: true)}"
            )
        );
    }

    [Theory]
    // A task twice in all, an earlier run's sending included.
    [InlineData(false, 1, null, true)]
    [InlineData(false, 2, null, false)]
    [InlineData(false, 0, 0, true)]
    [InlineData(false, 1, 0, false)]
    [InlineData(false, 0, 1000, true)]
    [InlineData(false, 1, 1000, false)]
    // What is queued once a run, and only five minutes after an earlier run's sending.
    [InlineData(true, 1, null, false)]
    [InlineData(true, 0, 299, false)]
    [InlineData(true, 0, 300, true)]
    [InlineData(true, 0, -1, false)]
    [InlineData(true, 1, 1000, false)]
    public void Whether_it_may_be_sent_again(bool isQueued, int sendings, int? secondsAgo, bool may) =>
        Assert.Equal(
            may,
            ResumeRules.MaySendAgain(
                isQueued,
                sendings,
                secondsAgo is { } seconds ? TimeSpan.FromSeconds(seconds) : null
            )
        );
}
