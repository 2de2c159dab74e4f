using System.Globalization;

namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>Shows how many items were read, if it takes longer than a moment.</summary>
internal sealed class ListProgress(IOperationHost notices, string activity)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private TimeSpan _last;
    private int _count;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    public void Add(int items)
    {
        _count += items;
        Say(string.Create(CultureInfo.InvariantCulture, $"{_count:N0} so far"));
    }

    public void Say(string status)
    {
        TimeSpan now = Elapsed;
        if (now < Silence || now - _last < Interval)
            return;
        _last = now;
        notices.Progress(new(Activity, status));
    }

    public void Complete()
    {
        if (_last > TimeSpan.Zero)
            notices.Progress(new(Activity, "", IsCompleted: true));
    }

    private string Activity => char.ToUpperInvariant(activity[0]) + activity[1..];
}
