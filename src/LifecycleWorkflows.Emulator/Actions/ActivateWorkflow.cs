using LifecycleWorkflows.Emulator.Activation;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Runs a workflow on demand, for the users that the body names.</summary>
internal static class ActivateWorkflow
{
    private const int MaximumSubjects = 10;

    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        User[] subjects =
        [
            .. ReferenceBody
                .ReadIds(call.Request.ReadBody(), "subjects", MaximumSubjects)
                .Select(id =>
                    call.Tenant.FindUser(id) ?? throw GraphException.BadRequest($"The subject '{id}' does not exist.")
                ),
        ];
        RunnableWorkflow.Require(workflow);
        call.Runs.Queue(WorkflowRun.Of(workflow, ExecutionTypes.OnDemand, subjects), call.Request.Now);
        return GraphReply.NoContent;
    }
}
