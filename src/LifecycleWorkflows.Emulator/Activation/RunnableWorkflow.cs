using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Whether a workflow can be run.</summary>
internal static class RunnableWorkflow
{
    // The service does not say that the workflow is disabled, so this does not say it either.
    public static void Require(Workflow workflow)
    {
        if (!workflow.Content.IsEnabled)
            throw GraphException.Refused("The request is invalid.");
        if (workflow.Quarantine is not null)
            throw GraphException.Refused("The workflow is quarantined.");
    }
}
