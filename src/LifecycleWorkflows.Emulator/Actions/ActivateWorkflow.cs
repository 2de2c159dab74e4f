using LifecycleWorkflows.Emulator.Activation;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Runs a workflow on demand, for the users that the body names.</summary>
internal static class ActivateWorkflow
{
    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        IReadOnlyList<User> subjects = SubjectBody.Read(call);
        RunnableWorkflow.Require(workflow);
        call.Runs.Queue(WorkflowRun.Of(workflow, ExecutionTypes.OnDemand, subjects), call.Request.Now);
        return GraphReply.NoContent;
    }
}
