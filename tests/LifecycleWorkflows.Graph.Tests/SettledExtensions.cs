using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph.Tests;

internal static class SettledExtensions
{
    extension(Settled settled)
    {
        /// <summary>Whether the service has the answer.</summary>
        public bool IsDone =>
            settled.Settlement is Settlement.Resumed or Settlement.AlreadyDone or Settlement.ResumedAfterCheck;
    }
}
