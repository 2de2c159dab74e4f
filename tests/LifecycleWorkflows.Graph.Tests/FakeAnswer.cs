using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>An answer that ends as it is told: announced, and then sent by the test.</summary>
internal sealed class FakeAnswer(AnsweredItem item, string wish, Func<DateTimeOffset?, Task<Settled>> send) : IAnswer
{
    public FakeAnswer(string id, Func<Task<Settled>> send)
        : this(AnsweredItem.OfResult(id), "Completed", _ => send()) { }

    public AnsweredItem Item => item;

    public string Wish => wish;

    public async Task<Settled> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        try
        {
            announce?.Invoke();
            return await send(inDoubtSince);
        }
        catch (LifecycleWorkflowsException failure)
        {
            return new(Settlement.Failed, failure.Attempts, TimeSpan.Zero, failure.RequestId, failure);
        }
    }
}
