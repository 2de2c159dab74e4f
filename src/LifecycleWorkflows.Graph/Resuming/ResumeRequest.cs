using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>An answer at its place, and how to see what became of it.</summary>
internal abstract class ResumeRequest(GraphHttpClient transport, GraphOperation operation, ResourcePath item)
    : IResumeRequest
{
    private readonly ResourcePath _action = item.Append("resume");

    public abstract ResumedItem Item { get; }

    public abstract string Wish { get; }

    /// <summary>Where what is answered is.</summary>
    protected ResourcePath Place => item;

    /// <summary>Lets it travel with others in one request; null when it travels alone.</summary>
    public virtual BatchSender? Batches => null;

    /// <summary>
    /// Whether the service may carry it out minutes after it was accepted, so that a look which shows that it still
    /// waits proves little.
    /// </summary>
    public abstract bool IsQueued { get; }

    /// <summary>The request, made anew for each time that it is sent.</summary>
    public GraphRequest Request => new(operation, _action, transport.Address(_action), Body);

    protected abstract byte[] Body { get; }

    /// <summary>Reads how what is answered stands.</summary>
    public abstract Task<RemoteState> LookAsync(IOperationHost notices, CancellationToken cancellationToken);

    public Task<ResumeResult> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) => new ResumeSender(transport, this, inDoubtSince, announce, notices).SendAsync(cancellationToken);
}
