using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>Creates request bodies. Each request needs its own body.</summary>
internal static class RequestBodies
{
    /// <summary>The body of an action without parameters: the framework repeats a POST that has none.</summary>
    public static byte[] Empty => Write(_ => { });

    public static byte[] Update(WorkflowUpdate update) =>
        Write(json =>
        {
            WriteOptional(json, "displayName", update.DisplayName);
            WriteOptional(json, "description", update.Description);
            WriteOptional(json, "isEnabled", update.IsEnabled);
            WriteOptional(json, "isSchedulingEnabled", update.IsSchedulingEnabled);
        });

    public static byte[] Preview(IEnumerable<string> userIds) =>
        Write(json =>
        {
            json.WriteStartArray("subjects"u8);
            foreach (string id in userIds)
            {
                json.WriteStartObject();
                json.WriteString("@odata.type"u8, "#microsoft.graph.user"u8);
                json.WriteString("id"u8, id);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    public static byte[] Resume(OperationStatus status, string source, string type) =>
        Write(json =>
        {
            json.WriteStartObject("data"u8);
            json.WriteString("@odata.type"u8, "#microsoft.graph.identityGovernance.customTaskExtensionCallbackData"u8);
            json.WriteString("operationStatus"u8, status == OperationStatus.Completed ? "completed"u8 : "failed"u8);
            json.WriteEndObject();
            json.WriteString("source"u8, source);
            json.WriteString("type"u8, type);
        });

    public static byte[] Create(NewTaskProcessingResult result) =>
        Write(json =>
        {
            json.WriteString("@odata.type"u8, "#microsoft.graph.identityGovernance.taskProcessingResult"u8);
            WriteTime(json, "completedDateTime", result.CompletedDateTime);
            WriteTime(json, "createdDateTime", result.CreatedDateTime);
            WriteOptional(json, "failureReason", result.FailureReason);
            json.WriteString("processingStatus"u8, result.ProcessingStatus);
            WriteTime(json, "startedDateTime", result.StartedDateTime);
        });

    public static byte[] Resume(AssignmentRequestCallbackData answer) =>
        Write(json =>
        {
            json.WriteString("source"u8, answer.Source);
            json.WriteString("type"u8, answer.Type);
            json.WriteStartObject("data"u8);
            json.WriteString("@odata.type"u8, "#microsoft.graph.accessPackageAssignmentRequestCallbackData"u8);
            WriteOptional(json, "stage", answer.Stage);
            WriteOptional(json, "customExtensionStageInstanceId", answer.CustomExtensionStageInstanceId);
            WriteOptional(json, "customExtensionStageInstanceDetail", answer.CustomExtensionStageInstanceDetail);
            WriteOptional(json, "state", answer.State);
            foreach ((string name, string value) in answer.Data)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
            json.WriteEndObject();
        });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is not null)
            json.WriteBoolean(name, value.Value);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        WriteOptional(
            json,
            name,
            time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
        );
}
