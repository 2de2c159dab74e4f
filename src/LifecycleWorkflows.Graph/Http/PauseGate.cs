namespace LifecycleWorkflows.Graph.Http;

/// <summary>One pause for all that is in flight on a connection: when the service throttles one request, the others wait as well.</summary>
internal sealed class PauseGate(TimeProvider clock)
{
    private long _opensAt;

    public void Close(TimeSpan pause)
    {
        long until = (clock.GetUtcNow() + pause).UtcTicks;
        long present;
        while ((present = Interlocked.Read(ref _opensAt)) < until && Interlocked.CompareExchange(ref _opensAt, until, present) != present)
        {
        }
    }

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _opensAt) - clock.GetUtcNow().UtcTicks is > 0 and long wait)
            await Task.Delay(TimeSpan.FromTicks(wait), clock, cancellationToken).ConfigureAwait(false);
    }
}
