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
        JsonSerializer.SerializeToElement(
            new
            {
                Data = new
                {
                    // Assumption: nobody is told where to answer who is not waited for.
                    CallbackUriPath = extension.WaitsForCallback ? CallbackUriPath(result, run.Workflow) : null,
                    Subject = new
                    {
                        result.Subject.Id,
                        result.Subject.DisplayName,
                        Email = result.Subject.Mail,
                        result.Subject.UserPrincipalName,
                        Manager = Manager(result.Subject.Manager),
                    },
                    Task = new { result.Task.Id, result.Task.DisplayName },
                    TaskProcessingResult = new { result.Id, result.CreatedDateTime },
                    Workflow = new
                    {
                        run.Workflow.Id,
                        run.Workflow.Content.DisplayName,
                        WorkflowVersion = run.Version.VersionNumber,
                    },
                },
                Source,
                Type,
            },
            JsonSerializerOptions.Web
        );

    private static object? Manager(User? manager) =>
        manager is null
            ? null
            : new
            {
                manager.Id,
                manager.DisplayName,
                Email = manager.Mail,
            };

    private static string CallbackUriPath(TaskProcessingResult result, Workflow workflow) =>
        $"/identityGovernance/lifecycleWorkflows/{(workflow.IsDeleted ? "deletedItems/" : "")}workflows/{Uri.EscapeDataString(workflow.Id)}"
        + $"/tasks/{Uri.EscapeDataString(result.Task.Id)}/taskProcessingResults/{Uri.EscapeDataString(result.Id)}/resume";
}
