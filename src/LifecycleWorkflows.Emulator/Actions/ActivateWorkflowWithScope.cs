using LifecycleWorkflows.Emulator.Activation;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Runs a workflow for the users of a scope, or again what an earlier run has left.</summary>
internal static class ActivateWorkflowWithScope
{
    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        ActivationScope scope = ActivationScope.Read(ReferenceBody.ReadObject(call.Request.ReadBody(), "scope"));
        RunnableWorkflow.Require(workflow);
        RunPlan plan = scope.Plan(call.Tenant, workflow);
        if (plan.Users.Count == 0)
            throw GraphException.Refused("The scope holds nothing to process.");
        call.Runs.Queue(plan, call.Request.Now);
        return GraphReply.NoContent;
    }
}
