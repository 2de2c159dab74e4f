using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>An answer that can be sent.</summary>
internal interface IAnswer
{
    /// <summary>What it is for.</summary>
    AnsweredItem Item { get; }

    /// <summary>What it says, as far as another answer to the same item can say something else.</summary>
    string Wish { get; }

    /// <summary>Sends it, with one accepted answer at most, and finds out how it ended.</summary>
    /// <param name="inDoubtSince">When an earlier run sent it, and did not learn what became of it; else null.</param>
    /// <param name="announce">Hears each time that it is about to leave. When this fails it does not leave.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Settled> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        INotices notices,
        CancellationToken cancellationToken
    );
}

/// <summary>An answer at its place, and how to see what became of it.</summary>
internal abstract class PlacedAnswer(GraphTransport transport, Operation operation, ResourcePath item) : IAnswer
{
    private readonly ResourcePath _action = item.Append("resume");

    public abstract AnsweredItem Item { get; }

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
    public abstract Task<Standing> LookAsync(INotices notices, CancellationToken cancellationToken);

    public Task<Settled> SendAsync(
        DateTimeOffset? inDoubtSince,
        Action? announce,
        INotices notices,
        CancellationToken cancellationToken
    ) => new AnswerSender(transport, this, inDoubtSince, announce, notices).SendAsync(cancellationToken);
}
