namespace LifecycleWorkflows.Emulator.State;

/// <summary>What happens by itself, and when on the clock of the tenant. Whoever changes it holds the tenant.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<DateTime>, (DateTime Due, long Number)> _entries = new();
    private long _count;
    private long _next = long.MaxValue;

    public bool IsDue(DateTime now) => Interlocked.Read(ref _next) <= now.Ticks;

    /// <summary>Notes what to do, which is told the time at which it was due.</summary>
    public void Add(DateTime due, Action<DateTime> act)
    {
        _entries.Enqueue(act, (due, _count++));
        NoteNext();
    }

    /// <summary>Does what is due, in order, and what becomes due by doing so.</summary>
    public void Settle(DateTime now)
    {
        while (_entries.TryPeek(out Action<DateTime>? act, out (DateTime Due, long Number) entry) && entry.Due <= now)
        {
            _entries.Dequeue();
            act(entry.Due);
        }
        NoteNext();
    }

    public void Clear()
    {
        _entries.Clear();
        NoteNext();
    }

    private void NoteNext() =>
        Interlocked.Exchange(
            ref _next,
            _entries.TryPeek(out _, out (DateTime Due, long Number) entry) ? entry.Due.Ticks : long.MaxValue
        );
}
