using System.Globalization;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>
/// Creates a result beside another one, for the same user and task, as an early draft of the documentation had it.
/// The service of today refuses; the setting makes the emulator refuse as well.
/// </summary>
internal static class CreateTaskProcessingResult
{
    private const string ODataType = "microsoft.graph.identityGovernance.taskProcessingResult";

    public static GraphReply Invoke(GraphCall call, TaskProcessingResult sibling)
    {
        if (call.Settings.Current.RefuseCreation)
            throw GraphException.MethodNotAllowed(["GET"]);

        JsonElement body = call.Request.ReadBody();
        if (Text(body, "@odata.type") is string type && type.TrimStart('#') != ODataType)
            throw GraphException.BadRequest($"The entity must be of type '#{ODataType}'; found '{type}'.");

        TaskProcessingResult result = new(Guid.NewGuid().ToString(), sibling.Task, sibling.Owner)
        {
            CreatedDateTime = Date(body, "createdDateTime") ?? throw Missing("createdDateTime"),
            StartedDateTime = Date(body, "startedDateTime"),
            CompletedDateTime = Date(body, "completedDateTime"),
            Status = Status(body),
            FailureReason = Text(body, "failureReason"),
        };
        result.Owner.TryAdd(result);
        return call.Created(EntityTypes.TaskProcessingResult, result, result.Id);
    }

    private static ProcessingStatus Status(JsonElement body)
    {
        string name = Text(body, "processingStatus") ?? throw Missing("processingStatus");
        return ProcessingStatusNames.Parse(name)
            ?? throw GraphException.BadRequest($"The value '{name}' of 'processingStatus' is not valid.");
    }

    private static DateTime? Date(JsonElement body, string property)
    {
        if (Text(body, property) is not string text)
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTime date))
            return date;
        throw GraphException.BadRequest(
            $"Cannot convert the literal '{text}' to the expected type 'Edm.DateTimeOffset'."
        );
    }

    private static string? Text(JsonElement body, string property)
    {
        if (!body.TryGetProperty(property, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw GraphException.BadRequest($"The value of '{property}' must be a string.");
        return value.GetString();
    }

    private static GraphException Missing(string property) =>
        GraphException.BadRequest($"The property '{property}' is required.");
}
