using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>Reads the callout of a task.</summary>
internal static class TaskCalloutReader
{
    /// <param name="callout">The callout.</param>
    /// <param name="data">The object in it that has the properties.</param>
    /// <param name="path">The callback path; null if there's none.</param>
    /// <exception cref="LifecycleWorkflowsException">It can't be resumed.</exception>
    public static Callout Read(CalloutObject callout, CalloutObject data, CallbackPath? path)
    {
        CalloutObject? result = data.Object(CalloutMembers.TaskProcessingResult);
        CalloutObject? task = data.Object(CalloutMembers.Task);
        CalloutObject? workflow = data.Object(CalloutMembers.Workflow);
        CalloutObject? subject = data.InformingObject(CalloutMembers.Subject);
        string? resultId = result?.Id("id");
        string? taskId = task?.Id("id");
        string? workflowId = workflow?.Id("id");
        // The documentation of the service has both spellings.
        int? version = workflow?.InformingNumber("workflowVersion") ?? workflow?.InformingNumber("workflowVerson");
        CalloutId.ThrowIfInconsistent(
            data,
            path,
            [
                new("taskProcessingResult.id", nameof(Callout.TaskProcessingResultId), resultId, IsRequired: true),
                new("workflow.id", nameof(Callout.WorkflowId), workflowId, IsRequired: true),
                new("task.id", nameof(Callout.TaskId), taskId, IsRequired: true),
                new("workflow.workflowVersion", nameof(Callout.VersionNumber), Text(version)),
            ]
        );
        ResourceKey ids = path?.Ids ?? ResourceKey.None;
        ids = ids with { WorkflowId = ids.WorkflowId ?? workflowId, TaskId = ids.TaskId ?? taskId };
        return new()
        {
            Kind = nameof(TaskProcessingResult),
            CallbackUriPath = path is null ? null : data.Text(CalloutMembers.CallbackUriPath),
            Source = callout.InformingText(CalloutMembers.Source),
            Type = callout.InformingText(CalloutMembers.Type),
            TaskProcessingResultId = path?.Id ?? resultId,
            Ids = ids,
            WorkflowDisplayName = workflow?.InformingText("displayName"),
            WorkflowVersion = version,
            Task = ids.TaskId is null
                ? null
                : new() { Id = ids.TaskId, DisplayName = task?.InformingText("displayName") },
            Subject = subject?.ToSubject(),
            Manager = subject?.InformingObject("manager")?.ToSubject(),
            CreatedDateTime = result?.InformingTime("createdDateTime"),
            UnknownMembers = data.OtherMembers(CalloutMembers.OfTask),
        };
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
