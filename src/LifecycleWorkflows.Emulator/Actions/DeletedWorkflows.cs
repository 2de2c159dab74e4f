using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Deletes workflows, restores them as they were, and purges them: when told to, or after thirty days.</summary>
internal static class DeletedWorkflows
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public static GraphReply Delete(GraphCall call, Workflow workflow)
    {
        DateTime now = call.Request.Now;
        workflow.DeletedDateTime = now;
        RunSequence.CancelQueued(workflow, now);
        call.Agenda.Add(
            now + Retention,
            _ =>
            {
                if (workflow.DeletedDateTime == now)
                    call.Tenant.Workflows.Remove(workflow);
            }
        );
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
