using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Lets a workflow that was quarantined run again.</summary>
internal static class ClearQuarantine
{
    // Assumption: a workflow that is not quarantined stays as it is, and those whom the quarantine has stopped stay so.
    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        workflow.Quarantine = null;
        return call.Bound(EntityTypes.Workflow, workflow);
    }
}
