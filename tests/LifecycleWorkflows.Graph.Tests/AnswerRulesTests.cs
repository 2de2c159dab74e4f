using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>The rules by which one accepted answer at most is kept, row by row.</summary>
public sealed class AnswerRulesTests
{
    [Theory]
    [InlineData(nameof(Heard.Acceptance), false, nameof(Next.EndResumed))]
    [InlineData(nameof(Heard.Acceptance), true, nameof(Next.EndResumed))]
    [InlineData(nameof(Heard.Refusal), false, nameof(Next.EndFailed))]
    [InlineData(nameof(Heard.Refusal), true, nameof(Next.Look))]
    [InlineData(nameof(Heard.Conflict), false, nameof(Next.Look))]
    [InlineData(nameof(Heard.Conflict), true, nameof(Next.Look))]
    [InlineData(nameof(Heard.Nothing), false, nameof(Next.Look))]
    [InlineData(nameof(Heard.Nothing), true, nameof(Next.Look))]
    public void After_sending(string heard, bool wasInDoubt, string next) =>
        Assert.Equal(next, $"{AnswerRules.AfterSending(Enum.Parse<Heard>(heard), wasInDoubt)}");

    [Theory]
    // A conflict alone is looked at once.
    [InlineData(
        nameof(Doubt.None),
        nameof(Standing.AsWanted),
        nameof(Next.EndAlreadyDone),
        nameof(Next.EndAlreadyDone)
    )]
    [InlineData(nameof(Doubt.None), nameof(Standing.Waiting), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    [InlineData(nameof(Doubt.None), nameof(Standing.Otherwise), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    [InlineData(nameof(Doubt.None), nameof(Standing.Unknown), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    [InlineData(nameof(Doubt.None), nameof(Standing.Unreadable), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    // Only what still waits at the end is sent again.
    [InlineData(
        nameof(Doubt.Open),
        nameof(Standing.AsWanted),
        nameof(Next.EndResumedAfterCheck),
        nameof(Next.EndResumedAfterCheck)
    )]
    [InlineData(nameof(Doubt.Open), nameof(Standing.Waiting), nameof(Next.Look), nameof(Next.Send))]
    [InlineData(nameof(Doubt.Open), nameof(Standing.Otherwise), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    [InlineData(nameof(Doubt.Open), nameof(Standing.Unknown), nameof(Next.Look), nameof(Next.EndUnknown))]
    [InlineData(nameof(Doubt.Open), nameof(Standing.Unreadable), nameof(Next.EndUnknown), nameof(Next.EndUnknown))]
    // What must not be sent again is only looked at.
    [InlineData(
        nameof(Doubt.Final),
        nameof(Standing.AsWanted),
        nameof(Next.EndResumedAfterCheck),
        nameof(Next.EndResumedAfterCheck)
    )]
    [InlineData(nameof(Doubt.Final), nameof(Standing.Waiting), nameof(Next.Look), nameof(Next.EndUnknown))]
    [InlineData(nameof(Doubt.Final), nameof(Standing.Otherwise), nameof(Next.EndFailed), nameof(Next.EndFailed))]
    [InlineData(nameof(Doubt.Final), nameof(Standing.Unknown), nameof(Next.Look), nameof(Next.EndUnknown))]
    [InlineData(nameof(Doubt.Final), nameof(Standing.Unreadable), nameof(Next.EndUnknown), nameof(Next.EndUnknown))]
    public void After_a_look(string doubt, string shown, string next, string atTheEnd)
    {
        (Doubt known, Standing standing) = (Enum.Parse<Doubt>(doubt), Enum.Parse<Standing>(shown));
        Assert.Equal(
            (next, atTheEnd),
            (
                $"{AnswerRules.AfterLook(known, standing, isLast: false)}",
                $"{AnswerRules.AfterLook(known, standing, isLast: true)}"
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
            AnswerRules.MaySendAgain(
                isQueued,
                sendings,
                secondsAgo is { } seconds ? TimeSpan.FromSeconds(seconds) : null
            )
        );
}
