using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>An answer at its place, and how to see what became of it.</summary>
internal abstract class ResumeRequest(
    GraphHttpClient transport,
    GraphOperation operation,
    ResourcePath item,
    ResourcePath action
) : IResumeRequest
{
    protected ResumeRequest(GraphHttpClient transport, GraphOperation operation, ResourcePath item)
        : this(transport, operation, item, item.Append("resume")) { }

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
    public GraphRequest Request => new(operation, action, transport.Address(action), Body);

    /// <summary>What it is called in messages.</summary>
    public virtual string Name => "callback";

    protected abstract byte[] Body { get; }

    /// <summary>Whether the item may be as it is wanted to be although the service refused the answer.</summary>
    public virtual bool IsConflict(LifecycleWorkflowsException refusal) => refusal.Condition == ErrorCondition.Conflict;

    /// <summary>The error when it is not known whether the answer was accepted.</summary>
    public virtual LifecycleWorkflowsException InDoubt(LifecycleWorkflowsException cause) =>
        Errors.AnswerInDoubt(cause, IsQueued);

    /// <summary>Reads how what is answered stands.</summary>
    public abstract Task<RemoteState> LookAsync(IOperationHost notices, CancellationToken cancellationToken);

    public Task<ResumeResult> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) => new ResumeSender(transport, this, inDoubtSince, announce, notices).SendAsync(cancellationToken);
}
