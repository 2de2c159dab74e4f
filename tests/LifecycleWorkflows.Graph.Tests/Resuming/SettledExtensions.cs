using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.Graph.Tests;

internal static class SettledExtensions
{
    extension(ResumeResult settled)
    {
        /// <summary>Whether the service has the answer.</summary>
        public bool IsDone =>
            settled.Settlement is ResumeStatus.Resumed or ResumeStatus.AlreadyDone or ResumeStatus.ResumedAfterCheck;
    }
}
