using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>An answer that ends as it is told: announced, and then sent by the test.</summary>
internal sealed class FakeAnswer(ResumedItem item, string wish, Func<DateTimeOffset?, Task<ResumeResult>> send)
    : IResumeRequest
{
    public FakeAnswer(string id, Func<Task<ResumeResult>> send)
        : this(ResumedItem.OfResult(id), "Completed", _ => send()) { }

    public ResumedItem Item => item;

    public string Wish => wish;

    public async Task<ResumeResult> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        IOperationHost notices,
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
            return new(ResumeStatus.Failed, failure.Attempts, TimeSpan.Zero, failure.RequestId, failure);
        }
    }
}
