using System.Threading.Channels;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>Takes callouts to be sent, and keeps them to be seen. Whoever calls it holds the tenant.</summary>
internal sealed class CalloutDesk(CalloutEndpoints endpoints)
{
    private const int Capacity = 10_000;

    private readonly Queue<Callout> _log = new();
    private readonly Channel<Callout> _outbox = Channel.CreateUnbounded<Callout>(new() { SingleReader = true });
    private HashSet<Callout> _open = [];

    public IReadOnlyCollection<Callout> Log => _log;

    public IAsyncEnumerable<Callout> Outbox => _outbox.Reader.ReadAllAsync();

    /// <summary>Places a callout, and tells whether there is somebody to call.</summary>
    /// <param name="callout">The callout.</param>
    /// <param name="fallback">Who is called unless somebody else was named for the extension.</param>
    public bool Place(Callout callout, Uri? fallback = null)
    {
        callout.Endpoint = endpoints.Find(callout.ExtensionId) ?? fallback;
        callout.Status = callout.Endpoint is null ? CalloutStatus.NoEndpoint : CalloutStatus.Pending;
        if (_log.Count == Capacity)
            _log.Dequeue();
        _log.Enqueue(callout);
        return callout.Endpoint is not null && _open.Add(callout) && _outbox.Writer.TryWrite(callout);
    }

    /// <summary>Whether the callout still matters to the tenant.</summary>
    public bool IsOpen(Callout callout) => _open.Contains(callout);

    /// <summary>The callout was taken: everything goes on from there.</summary>
    public void Take(Callout callout, DateTime now)
    {
        if (!_open.Remove(callout))
            return;
        callout.Status = CalloutStatus.Taken;
        callout.WhenTaken(now);
    }

    /// <summary>The callout was not taken, and will not be.</summary>
    public void GiveUp(Callout callout, string reason, DateTime now)
    {
        if (!_open.Remove(callout))
            return;
        callout.Status = CalloutStatus.NotTaken;
        callout.FailureReason = reason;
        callout.WhenNotTaken(reason, now);
    }

    /// <summary>Forgets the callouts that were; those on their way stay so.</summary>
    public void ClearLog() => _log.Clear();

    /// <summary>Forgets all, on their way or not: the tenant that they belong to is gone.</summary>
    public void Reset()
    {
        _log.Clear();
        _open = [];
    }
}
