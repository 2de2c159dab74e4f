using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>
/// The user processing results of a workflow are listed for the last seven days, unless the filter names their start.
/// </summary>
internal static class RecentActivity
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    // Assumption: what has not started yet belongs to the window, and below a run there is none.
    public static bool Includes(UserProcessingResult userResult, Filter<UserProcessingResult>? filter, DateTime now) =>
        filter?.Properties.Contains("startedDateTime") == true
        || userResult.StartedDateTime is not DateTime started
        || started >= now - Window;
}
