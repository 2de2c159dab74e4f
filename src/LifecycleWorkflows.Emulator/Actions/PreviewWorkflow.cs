using LifecycleWorkflows.Emulator.Activation;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Tries what a workflow would do to users, without doing it.</summary>
internal static class PreviewWorkflow
{
    // Assumption: a workflow that is disabled or quarantined can be tried, since nothing happens to anybody.
    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        call.Runs.Queue(
            WorkflowRun.Of(workflow, ExecutionTypes.Preview, SubjectBody.ReadTyped(call)),
            call.Request.Now
        );
        return GraphReply.NoContent;
    }
}
