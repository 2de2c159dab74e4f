using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows;

/// <summary>Writes callouts as the service does.</summary>
internal static class CalloutWriter
{
    public static string Write(Callout callout, bool indented)
    {
        JsonObject json = callout.Kind == nameof(TaskProcessingResult) ? OfTask(callout) : OfRequest(callout);
        ArrayBufferWriter<byte> buffer = new();
        JsonWriterOptions options = new()
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (Utf8JsonWriter writer = new(buffer, options))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonObject OfTask(Callout callout) =>
        new()
        {
            [CalloutMembers.Source] = callout.Source,
            [CalloutMembers.Type] = callout.Type,
            [CalloutMembers.Data] = Object(
                (CalloutMembers.CallbackUriPath, callout.CallbackUriPath),
                (CalloutMembers.Subject, UserOfTask(callout.Subject, callout.Manager)),
                (CalloutMembers.Task, Object(("id", callout.TaskId), ("displayName", callout.Task?.DisplayName))),
                (
                    CalloutMembers.TaskProcessingResult,
                    Object(
                        ("id", callout.TaskProcessingResultId),
                        ("createdDateTime", callout.CreatedDateTime?.UtcDateTime)
                    )
                ),
                (CalloutMembers.Workflow, Workflow(callout))
            ),
        };

    private static JsonObject OfRequest(Callout callout) =>
        Object(
            (CalloutMembers.AccessPackageAssignmentRequestId, callout.AccessPackageAssignmentRequestId),
            ("CallbackUriPath", callout.CallbackUriPath),
            (CalloutMembers.CustomExtensionStageInstanceId, callout.CustomExtensionStageInstanceId),
            (CalloutMembers.Stage, callout.Stage),
            (CalloutMembers.RequestType, callout.RequestType),
            (CalloutMembers.State, callout.State),
            (CalloutMembers.Status, callout.Status),
            (CalloutMembers.AccessPackage, AccessPackage(callout)),
            (CalloutMembers.Assignment, Assignment(callout.Subject))
        );

    private static JsonObject? UserOfTask(Subject? user, Subject? manager)
    {
        if (user is null)
            return null;
        return Object(
            ("id", user.Id),
            ("displayName", user.DisplayName),
            ("email", user.Mail),
            ("userPrincipalName", user.UserPrincipalName),
            ("manager", UserOfTask(manager, manager: null))
        );
    }

    private static JsonObject? Workflow(Callout callout)
    {
        if (callout.WorkflowId is null)
            return null;
        return Object(
            ("id", callout.WorkflowId),
            ("displayName", callout.WorkflowDisplayName),
            ("workflowVersion", callout.WorkflowVersion)
        );
    }

    private static JsonObject? AccessPackage(Callout callout)
    {
        if (callout.AccessPackageId is null)
            return null;
        return Object(("Id", callout.AccessPackageId), ("DisplayName", callout.AccessPackageDisplayName));
    }

    private static JsonObject? Assignment(Subject? user)
    {
        if (user is null)
            return null;
        JsonObject target = Object(
            ("ObjectId", user.Id),
            ("DisplayName", user.DisplayName),
            ("Email", user.Mail),
            ("PrincipalName", user.UserPrincipalName)
        );
        return Object(("Target", target));
    }

    /// <summary>An object of these properties, without those that are null.</summary>
    private static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(
            members
                .Where(member => member.Value is not null)
                .Select(member => KeyValuePair.Create(member.Name, member.Value))
        );
}
