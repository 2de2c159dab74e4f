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
            json.WriteString("@odata.type"u8, answer.DataType);
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

    /// <summary>Starts a workflow for users.</summary>
    public static byte[] Activate(IEnumerable<string> users) => Write(json => WriteReferences(json, "subjects", users));

    /// <summary>Starts a workflow for the members of a group.</summary>
    public static byte[] ActivateForGroup(string group) =>
        WriteScope("activateGroupScope", json => WriteReference(json, "group", group));

    /// <summary>Starts a workflow for users and tasks of an earlier run.</summary>
    public static byte[] ActivateForRun(string run, string taskScope, string userScope) =>
        WriteScope(
            "activateRunScope",
            json =>
            {
                json.WriteString("taskScope"u8, taskScope);
                json.WriteString("userScope"u8, userScope);
                WriteReference(json, "run", run);
            }
        );

    /// <summary>Starts a workflow for user processing results of earlier runs.</summary>
    public static byte[] ActivateForResults(IEnumerable<string> results, string taskScope) =>
        WriteScope(
            "activateProcessingResultScope",
            json =>
            {
                json.WriteString("taskScope"u8, taskScope);
                WriteReferences(json, "processingResults", results);
            }
        );

    /// <summary>Stops a run.</summary>
    public static byte[] Cancel(string run) =>
        WriteScope("cancelRunsScope", json => WriteReferences(json, "runs", [run]));

    private static byte[] WriteScope(string type, Action<Utf8JsonWriter> members) =>
        Write(json =>
        {
            json.WriteStartObject("scope"u8);
            json.WriteString("@odata.type"u8, "#microsoft.graph.identityGovernance." + type);
            members(json);
            json.WriteEndObject();
        });

    private static void WriteReferences(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (string id in ids)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, id);
        json.WriteEndObject();
    }

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
