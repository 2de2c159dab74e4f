using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Graph's activateProcessingResultScope: users of earlier runs again, or what of them failed.</summary>
internal sealed class ProcessingResultScope(IReadOnlyList<string> userResults, string taskScope) : ActivationScope
{
    protected override JsonObject Json =>
        Typed(
            "activateProcessingResultScope",
            new()
            {
                ["taskScope"] = taskScope,
                ["processingResults"] = new JsonArray([.. userResults.Select(Reference)]),
            }
        );

    public override RunPlan Plan(Tenant tenant, Workflow workflow) =>
        Reprocessing.Of(
            workflow,
            userResults
                .Select(id => ReferenceBody.Find(id, workflow.Scope.FindUserResult, "user processing result"))
                .Distinct(),
            taskScope,
            Json
        );
}
