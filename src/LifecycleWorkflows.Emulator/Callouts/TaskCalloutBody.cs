using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>What lifecycle workflows sends to a custom task extension.</summary>
internal static class TaskCalloutBody
{
    // Assumption: Microsoft documents source and type as text, and shows no value that the service sends.
    private const string Source = "lifecycleWorkflows";
    private const string Type = "lifecycleEvent";

    public static JsonElement Of(TaskProcessingResult result, CustomTaskExtension extension, Run run) =>
        CalloutJson.Object(writer =>
        {
            writer.WriteStartObject("data");
            // Assumption: nobody is told where to answer who is not waited for.
            writer.WriteString(
                "callbackUriPath",
                extension.WaitsForCallback ? CallbackUriPath(result, run.Workflow) : null
            );
            writer.WriteStartObject("subject");
            WriteUser(writer, result.Subject);
            writer.WriteString("userPrincipalName", result.Subject.UserPrincipalName);
            WriteManager(writer, result.Subject.Manager);
            writer.WriteEndObject();
            writer.WriteStartObject("task");
            writer.WriteString("id", result.Task.Id);
            writer.WriteString("displayName", result.Task.DisplayName);
            writer.WriteEndObject();
            writer.WriteStartObject("taskProcessingResult");
            writer.WriteString("id", result.Id);
            writer.WriteString("createdDateTime", result.CreatedDateTime);
            writer.WriteEndObject();
            writer.WriteStartObject("workflow");
            writer.WriteString("id", run.Workflow.Id);
            writer.WriteString("displayName", run.Workflow.Content.DisplayName);
            writer.WriteNumber("workflowVersion", run.Version.VersionNumber);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteString("source", Source);
            writer.WriteString("type", Type);
        });

    private static string CallbackUriPath(TaskProcessingResult result, Workflow workflow) =>
        $"/identityGovernance/lifecycleWorkflows/{(workflow.IsDeleted ? "deletedItems/" : "")}workflows/{Uri.EscapeDataString(workflow.Id)}"
        + $"/tasks/{Uri.EscapeDataString(result.Task.Id)}/taskProcessingResults/{Uri.EscapeDataString(result.Id)}/resume";

    private static void WriteManager(Utf8JsonWriter writer, User? manager)
    {
        if (manager is null)
        {
            writer.WriteNull("manager");
            return;
        }
        writer.WriteStartObject("manager");
        WriteUser(writer, manager);
        writer.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter writer, User user)
    {
        writer.WriteString("id", user.Id);
        writer.WriteString("displayName", user.DisplayName);
        writer.WriteString("email", user.Mail);
    }
}
