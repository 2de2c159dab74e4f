using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Deletes workflows, restores them as they were, and purges them.</summary>
internal static class DeletedWorkflows
{
    public static GraphReply Delete(GraphCall call, Workflow workflow)
    {
        workflow.DeletedDateTime = call.Request.Now;
        RunSequence.CancelQueued(workflow, call.Request.Now);
        return GraphReply.NoContent;
    }

    public static GraphReply Restore(GraphCall call, Workflow workflow)
    {
        workflow.DeletedDateTime = null;
        return call.Bound(EntityTypes.Workflow, workflow);
    }

    public static GraphReply Purge(GraphCall call, Workflow workflow)
    {
        call.Tenant.Workflows.Remove(workflow);
        return GraphReply.NoContent;
    }
}
