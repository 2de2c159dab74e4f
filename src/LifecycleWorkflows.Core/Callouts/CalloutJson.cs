using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// Callouts as they stand on the wire. Those of lifecycle workflows have their ids below <c>data</c>; those of
/// entitlement management are flat. Both arrive with and without an envelope around them.
/// </summary>
internal static class CalloutJson
{
    /// <summary>How long a callout can be, in characters.</summary>
    public const int LongestText = 1 << 20;

    private const int DeepestLevel = 32;
    private const string Envelope = "RequestBody";
    private const string Contents = "data";
    private const string Path = "callbackUriPath";
    private const string Request = nameof(Callout.AccessPackageAssignmentRequestId);
    private const string Instance = nameof(Callout.CustomExtensionStageInstanceId);

    private static readonly string[] OfTask = ["subject", "task", "taskProcessingResult", "workflow"];
    private static readonly string[] OfRequest = [Request, Instance, "Stage"];
    private static readonly string[] RestOfRequest =
    [
        "AccessPackage",
        "Assignment",
        "Requestor",
        "RequestType",
        "State",
        "Status",
    ];

    /// <summary>The names that an error may show. Any other name is as foreign as a value.</summary>
    public static readonly HashSet<string> Known = new(
        [
            Envelope,
            Contents,
            Path,
            "source",
            "type",
            "id",
            "createdDateTime",
            "manager",
            "workflowVersion",
            "workflowVerson",
            "displayName",
            "email",
            "userPrincipalName",
            "ObjectId",
            "PrincipalName",
            "Target",
            .. OfTask,
            .. OfRequest,
            .. RestOfRequest,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <exception cref="LifecycleWorkflowsException">
    /// It is no callout that could be answered, or its path leads elsewhere.
    /// </exception>
    public static Callout Read(string text)
    {
        if (text.Length > LongestText)
            throw Errors.CalloutInvalid("it is longer than a million characters");
        string json = text.TrimStart('\uFEFF').Trim();
        if (json.Length == 0)
            throw Errors.CalloutInvalid("it is empty");
        if (AutomationWebhookData.Body(json, DeepestLevel) is { } body)
            return Read(body, isBody: true);
        using JsonDocument document = Parse(json);
        return Read(document.RootElement, isBody: false);
    }

    /// <summary>The callout as JSON.</summary>
    public static string Write(Callout callout, bool indented)
    {
        ArrayBufferWriter<byte> text = new();
        using (
            Utf8JsonWriter json = new(
                text,
                new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            if (callout.Kind == nameof(TaskProcessingResult))
                WriteTask(json, callout);
            else
                WriteRequest(json, callout);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static Callout Read(JsonElement element, bool isBody)
    {
        if (element.ValueKind == JsonValueKind.String && isBody)
        {
            using JsonDocument inner = Parse(Text(element));
            return Read(inner.RootElement, isBody);
        }
        CalloutObject outer = CalloutObject.Of(element);
        if (
            !isBody
            && outer.Members.FirstOrDefault(member => member.Key.Equals(Envelope, StringComparison.OrdinalIgnoreCase))
                is { Key: not null } envelope
        )
            return envelope.Value.ValueKind is JsonValueKind.Null
                ? throw Errors.CalloutInvalid($"'{Envelope}' is empty")
                : Read(envelope.Value, isBody: true);
        CalloutObject inside = outer.Part(Contents) ?? outer;
        if (inside != outer && OfTask.Concat(OfRequest).Append(Path).FirstOrDefault(outer.Has) is { } stray)
            throw Errors.CalloutInvalid($"'{stray}' stands beside '{Contents}' instead of in it");
        bool isTask = OfTask.Any(inside.Has),
            isRequest = OfRequest.Any(inside.Has);
        if (isTask && isRequest)
            throw Errors.CalloutInvalid(
                "it has parts of a task's callout and of an access package assignment request's"
            );
        if (!isTask && !isRequest && !inside.Has(Path))
            throw Errors.CalloutInvalid(
                $"it has neither '{inside.Place("taskProcessingResult")}' nor '{Request}' nor '{inside.Place(Path)}'"
            );
        if (
            Callout.ConnectionTestStage.Equals(
                isRequest ? inside.Text("Stage") : null,
                StringComparison.OrdinalIgnoreCase
            )
        )
            return ReadRequest(outer, inside, path: null, id: inside.Text(Request));
        CallbackPath? path = inside.Text(Path) is { Length: > 0 } text ? CallbackPath.Parse(text) : null;
        if (path is not null && (path.IsAssignmentRequest ? isTask : isRequest))
            throw Errors.CalloutInvalid(
                $"'{inside.Place(Path)}' belongs to the other kind of callout than the rest of it"
            );
        return isTask || path?.IsAssignmentRequest == false
            ? ReadTask(outer, inside, path)
            : ReadAnswerableRequest(outer, inside, path);
    }

    private static Callout ReadTask(CalloutObject outer, CalloutObject data, CallbackPath? path)
    {
        (CalloutObject? result, CalloutObject? task, CalloutObject? workflow) = (
            data.Part("taskProcessingResult"),
            data.Part("task"),
            data.Part("workflow")
        );
        CalloutObject? subject = data.Part("subject");
        string? id = result?.Id("id"),
            taskId = task?.Id("id"),
            workflowId = workflow?.Id("id");
        int? version = workflow?.Number("workflowVersion") ?? workflow?.Number("workflowVerson");
        if (path is null)
        {
            Require(id, data, "taskProcessingResult.id", Path);
            Require(workflowId, data, "workflow.id", Path);
            Require(taskId, data, "task.id", Path);
        }
        else
        {
            Agree(path, data, nameof(Callout.TaskProcessingResultId), id, "taskProcessingResult.id");
            Agree(path, data, nameof(Callout.WorkflowId), workflowId, "workflow.id");
            Agree(path, data, nameof(Callout.TaskId), taskId, "task.id");
            Agree(
                path,
                data,
                nameof(Callout.VersionNumber),
                version?.ToString(CultureInfo.InvariantCulture),
                "workflow.workflowVersion"
            );
        }
        ResourceKey ids = path?.Ids ?? ResourceKey.None;
        ids = ids with { WorkflowId = ids.WorkflowId ?? workflowId, TaskId = ids.TaskId ?? taskId };
        return new()
        {
            Kind = nameof(TaskProcessingResult),
            CallbackUriPath = path is null ? null : data.Text(Path),
            Source = outer.Text("source"),
            Type = outer.Text("type"),
            TaskProcessingResultId = path?.Id ?? id,
            Ids = ids,
            WorkflowDisplayName = workflow?.Text("displayName"),
            WorkflowVersion = version,
            Task = ids.TaskId is null ? null : new() { Id = ids.TaskId, DisplayName = task?.Text("displayName") },
            Subject = Person(subject),
            Manager = Person(subject?.Part("manager")),
            CreatedDateTime = result?.Time("createdDateTime"),
            UnknownMembers = Unknown(data, OfTask),
        };
    }

    private static Callout ReadAnswerableRequest(CalloutObject outer, CalloutObject data, CallbackPath? path)
    {
        string? id = data.Id(Request);
        if (path is null)
            Require(id, data, Request, Path);
        else
            Agree(path, data, Request, id, Request);
        if (path?.Ids.AccessPackageAssignmentId is not null)
            Agree(
                path,
                data,
                nameof(Callout.AccessPackageAssignmentId),
                data.Part("Assignment")?.Text("Id"),
                "Assignment.Id"
            );
        Require(data.Id("Stage"), data, "Stage");
        Require(data.Id(Instance), data, Instance);
        return ReadRequest(outer, data, path, path?.Id ?? id);
    }

    private static Callout ReadRequest(CalloutObject outer, CalloutObject data, CallbackPath? path, string? id)
    {
        CalloutObject? package = data.Part("AccessPackage");
        return new()
        {
            Kind = nameof(AccessPackageAssignmentRequest),
            CallbackUriPath = path is null ? null : data.Text(Path),
            Source = outer.Text("source"),
            Type = outer.Text("type"),
            AccessPackageAssignmentRequestId = id,
            Ids = path?.Ids ?? ResourceKey.None,
            Stage = data.Text("Stage"),
            CustomExtensionStageInstanceId = data.Text(Instance),
            RequestType = data.Text("RequestType"),
            State = data.Text("State"),
            Status = data.Text("Status"),
            AccessPackageId = package?.Text("Id"),
            AccessPackageDisplayName = package?.Text("DisplayName"),
            Subject = Person(data.Part("Assignment")?.Part("Target") ?? data.Part("Requestor")),
            UnknownMembers = Unknown(data, [.. OfRequest, .. RestOfRequest]),
        };
    }

    private static Subject? Person(CalloutObject? part) =>
        part is null
            ? null
            : new()
            {
                Id = part.Text("ObjectId") ?? part.Text("id") ?? "",
                DisplayName = part.Text("displayName"),
                UserPrincipalName = part.Text("userPrincipalName") ?? part.Text("PrincipalName"),
                Mail = part.Text("email"),
            };

    private static void Require(string? id, CalloutObject data, string name, string? other = null)
    {
        if (id is null)
            throw Errors.CalloutInvalid(
                $"'{data.Place(name)}' is missing{(other is null ? "" : $", and so is '{data.Place(other)}'")}"
            );
    }

    private static void Agree(CallbackPath path, CalloutObject data, string parameter, string? id, string name)
    {
        if (!path.Matches(parameter, id))
            throw Errors.CalloutInvalid($"'{data.Place(name)}' and '{data.Place(Path)}' contradict each other");
    }

    private static byte[]? Unknown(CalloutObject data, string[] known)
    {
        KeyValuePair<string, JsonElement>[] unknown =
        [
            .. data.Members.Where(member =>
                !known.Concat([Path, "source", "type"]).Contains(member.Key, StringComparer.OrdinalIgnoreCase)
                && !member.Key.Contains("@odata.", StringComparison.Ordinal)
            ),
        ];
        if (unknown.Length == 0)
            return null;
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            foreach ((string name, JsonElement value) in unknown)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        return Readable(text.WrittenSpan.ToArray());
    }

    // What is parsed when somebody asks must not fail then: half a surrogate is grammar, but no text.
    private static byte[] Readable(byte[] members)
    {
        try
        {
            _ = JsonValues.Members(members);
            return members;
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid("a member that this module does not know is no valid text");
        }
    }

    private static void WriteTask(Utf8JsonWriter json, Callout callout)
    {
        json.WriteString("source"u8, callout.Source);
        json.WriteString("type"u8, callout.Type);
        json.WriteStartObject("data"u8);
        WriteOptional(json, Path, callout.CallbackUriPath);
        WriteObject(
            json,
            "subject",
            callout.Subject is null ? null : () => WritePerson(json, callout.Subject, callout.Manager)
        );
        WriteObject(
            json,
            "task",
            () =>
            {
                WriteOptional(json, "id", callout.TaskId);
                WriteOptional(json, "displayName", callout.Task?.DisplayName);
            }
        );
        WriteObject(
            json,
            "taskProcessingResult",
            () =>
            {
                WriteOptional(json, "id", callout.TaskProcessingResultId);
                if (callout.CreatedDateTime is { } time)
                    json.WriteString("createdDateTime"u8, time.UtcDateTime);
            }
        );
        WriteObject(
            json,
            "workflow",
            callout.WorkflowId is null
                ? null
                : () =>
                {
                    json.WriteString("id"u8, callout.WorkflowId);
                    WriteOptional(json, "displayName", callout.WorkflowDisplayName);
                    if (callout.WorkflowVersion is { } version)
                        json.WriteNumber("workflowVersion"u8, version);
                }
        );
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, Callout callout)
    {
        WriteOptional(json, Request, callout.AccessPackageAssignmentRequestId);
        WriteOptional(json, "CallbackUriPath", callout.CallbackUriPath);
        WriteOptional(json, Instance, callout.CustomExtensionStageInstanceId);
        WriteOptional(json, "Stage", callout.Stage);
        WriteOptional(json, "RequestType", callout.RequestType);
        WriteOptional(json, "State", callout.State);
        WriteOptional(json, "Status", callout.Status);
        WriteObject(
            json,
            "AccessPackage",
            callout.AccessPackageId is null
                ? null
                : () =>
                {
                    json.WriteString("Id"u8, callout.AccessPackageId);
                    WriteOptional(json, "DisplayName", callout.AccessPackageDisplayName);
                }
        );
        WriteObject(
            json,
            "Assignment",
            callout.Subject is null
                ? null
                : () =>
                    WriteObject(
                        json,
                        "Target",
                        () =>
                        {
                            json.WriteString("ObjectId"u8, callout.Subject.Id);
                            WriteOptional(json, "DisplayName", callout.Subject.DisplayName);
                            WriteOptional(json, "Email", callout.Subject.Mail);
                            WriteOptional(json, "PrincipalName", callout.Subject.UserPrincipalName);
                        }
                    )
        );
    }

    private static void WritePerson(Utf8JsonWriter json, Subject person, Subject? manager = null)
    {
        json.WriteString("id"u8, person.Id);
        WriteOptional(json, "displayName", person.DisplayName);
        WriteOptional(json, "email", person.Mail);
        WriteOptional(json, "userPrincipalName", person.UserPrincipalName);
        WriteObject(json, "manager", manager is null ? null : () => WritePerson(json, manager));
    }

    private static void WriteObject(Utf8JsonWriter json, string name, Action? members)
    {
        if (members is null)
            return;
        json.WriteStartObject(name);
        members();
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!.TrimStart('\uFEFF');
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid($"'{Envelope}' is no valid text");
        }
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = DeepestLevel });
        }
        catch (JsonException fault)
        {
            throw Errors.CalloutInvalid(
                json.Contains('\0', StringComparison.Ordinal)
                    ? "it is UTF-16 that was read as another encoding"
                    : $"it is no JSON, or cut short, or nested too deeply, from line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} on"
            );
        }
    }
}
