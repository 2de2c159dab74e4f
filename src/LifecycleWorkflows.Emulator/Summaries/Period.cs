using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;

namespace LifecycleWorkflows.Emulator.Summaries;

/// <summary>The time that a summary is about, both ends included.</summary>
internal readonly record struct Period(DateTime Start, DateTime End)
{
    public static Period Of(GraphCall call)
    {
        string segment = call.Match.Segments[^1].Text;
        Period period = new(
            FunctionSegment.Time(segment, "startDateTime"),
            FunctionSegment.Time(segment, "endDateTime")
        );
        if (period.Start > period.End)
            throw GraphException.BadRequest("The startDateTime must not be after the endDateTime.");
        return period;
    }

    // Assumption: what has not started belongs to the time for which it is scheduled.
    public bool Includes(DateTime? started, DateTime scheduled) =>
        (started ?? scheduled) is DateTime time && time >= Start && time <= End;
}
