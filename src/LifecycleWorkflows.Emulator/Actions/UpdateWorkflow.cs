using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Changes what of a workflow can be changed without a new version.</summary>
internal static class UpdateWorkflow
{
    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        WorkflowBase before = workflow.Content;
        WorkflowBase after = call.Request.ReadBody().EnumerateObject().Aggregate(before, Change);
        Check(call.Tenant, workflow, after);
        DateTime now = call.Request.Now;
        workflow.Current.Content = after;
        workflow.Current.LastModifiedDateTime = now;
        workflow.Current.LastModifiedBy =
            call.Tenant.FindUserByName(call.Caller.UserPrincipalName) ?? workflow.Current.LastModifiedBy;
        if (before.IsSchedulingEnabled != after.IsSchedulingEnabled)
            workflow.NextScheduleRunDateTime = after.IsSchedulingEnabled
                ? now.AddHours(call.Tenant.Settings.WorkflowScheduleIntervalInHours)
                : null;
        if ((before.IsEnabled && !after.IsEnabled) || (before.IsSchedulingEnabled && !after.IsSchedulingEnabled))
            RunSequence.CancelQueued(workflow, now);
        return GraphReply.NoContent;
    }

    private static WorkflowBase Change(WorkflowBase content, JsonProperty property) =>
        property.Name switch
        {
            "displayName" => content with
            {
                DisplayName = Text(property) is { Length: > 0 } name ? name : throw Wrong(property),
            },
            "description" => content with { Description = Text(property) },
            "isEnabled" => content with { IsEnabled = Flag(property) },
            "isSchedulingEnabled" => content with { IsSchedulingEnabled = Flag(property) },
            "@odata.type" or "@odata.context" => content,
            _ => throw GraphException.Refused(
                $"The property '{property.Name}' can not be updated. Create a new version of the workflow."
            ),
        };

    // Assumption: who disables a workflow whose schedule is on must turn it off in the same request.
    private static void Check(Tenant tenant, Workflow workflow, WorkflowBase content)
    {
        if (content is { IsSchedulingEnabled: true, IsEnabled: false })
            throw GraphException.Refused("The schedule of a workflow that is not enabled can not be enabled.");
        if (
            tenant.LiveWorkflows.Any(other =>
                other != workflow
                && content.DisplayName != workflow.Content.DisplayName
                && other.Content.DisplayName.Equals(content.DisplayName, StringComparison.OrdinalIgnoreCase)
            )
        )
            throw GraphException.Refused("A workflow with this display name exists.");
    }

    private static string? Text(JsonProperty property) =>
        property.Value.ValueKind switch
        {
            JsonValueKind.String => property.Value.GetString(),
            JsonValueKind.Null => null,
            _ => throw Wrong(property),
        };

    private static bool Flag(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? property.Value.GetBoolean()
            : throw Wrong(property);

    private static GraphException Wrong(JsonProperty property) =>
        GraphException.BadRequest($"The value of '{property.Name}' is not valid.");
}
