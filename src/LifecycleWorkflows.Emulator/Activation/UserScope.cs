using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Graph's activateUserScope: these users.</summary>
internal sealed class UserScope(IReadOnlyList<string> users) : ActivationScope
{
    protected override JsonObject Json =>
        Typed("activateUserScope", new() { ["users"] = new JsonArray([.. users.Select(Reference)]) });

    public override RunPlan Plan(Tenant tenant, Workflow workflow)
    {
        IEnumerable<User> subjects = users.Select(id => ReferenceBody.Find(id, tenant.FindUser, "user")).Distinct();
        return WorkflowRun.Of(workflow, ExecutionTypes.ActivatedWithScope, subjects, Json);
    }
}
