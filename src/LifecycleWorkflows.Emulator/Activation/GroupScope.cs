using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Graph's activateGroupScope: the members of a group.</summary>
internal sealed class GroupScope(string groupId) : ActivationScope
{
    protected override JsonObject Json => Typed("activateGroupScope", new() { ["group"] = Reference(groupId) });

    public override RunPlan Plan(Tenant tenant, Workflow workflow)
    {
        Group group = ReferenceBody.Find(groupId, tenant.FindGroup, "group");
        return WorkflowRun.Of(workflow, ExecutionTypes.ActivatedWithScope, group.Members, Json);
    }
}
