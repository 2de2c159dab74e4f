using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>An answer that can be sent.</summary>
internal interface IResumeRequest
{
    /// <summary>What it is for.</summary>
    ResumedItem Item { get; }

    /// <summary>What it says, as far as another answer to the same item can say something else.</summary>
    string Wish { get; }

    /// <summary>Sends it, with one accepted answer at most, and finds out how it ended.</summary>
    /// <param name="inDoubtSince">When an earlier run sent it, and did not learn what became of it; else null.</param>
    /// <param name="announce">Hears each time that it is about to leave. When this fails it does not leave.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ResumeResult> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        IOperationHost notices,
        CancellationToken cancellationToken
    );
}
