using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Graph's activateRunScope: an earlier run again, or what of it failed.</summary>
internal sealed class RunScope(string runId, string taskScope, string userScope) : ActivationScope
{
    protected override JsonObject Json =>
        Typed(
            "activateRunScope",
            new()
            {
                ["taskScope"] = taskScope,
                ["userScope"] = userScope,
                ["run"] = Reference(runId),
            }
        );

    public override RunPlan Plan(Tenant tenant, Workflow workflow)
    {
        Run run = ReferenceBody.Find(runId, workflow.FindRun, "run");
        return Reprocessing.Of(
            workflow,
            run.UserResults.Where(userResult => userScope == "allUsers" || userResult.Status.IsFailure),
            taskScope,
            Json
        );
    }
}
