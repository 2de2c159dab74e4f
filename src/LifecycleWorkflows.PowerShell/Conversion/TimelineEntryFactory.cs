using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Internal;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>Creates timeline entries from objects, including deserialized objects.</summary>
internal static class TimelineEntryFactory
{
    /// <exception cref="LifecycleWorkflowsException">
    /// The object isn't a task processing result or pending task.
    /// </exception>
    public static TimelineEntry Entry(PSObject? input) =>
        input?.BaseObject switch
        {
            TaskProcessingResult result => Entry(
                result.RunId,
                null,
                DisplayText.Subject(result.Subject),
                DisplayText.Task(result.Task),
                result.ProcessingStatus,
                result.StartedDateTime,
                result.CompletedDateTime,
                result.FailureReason
            ) with
            {
                IsPreview = result.IsPreview == true,
            },
            PendingTask task => Entry(
                task.RunId,
                task.WorkflowDisplayName,
                DisplayText.Subject(task.Subject),
                DisplayText.Task(task.Task),
                task.ProcessingStatus,
                task.StartedDateTime,
                null,
                null
            ),
            _ when Text(input, nameof(TaskProcessingResult.TaskProcessingResultId)) is not null
                    && Text(input, nameof(TaskProcessingResult.ProcessingStatus)) is { } status => Entry(
                Text(input, nameof(TaskProcessingResult.RunId)),
                Text(input, nameof(PendingTask.WorkflowDisplayName)),
                First(
                    Member(input, nameof(TaskProcessingResult.Subject)),
                    nameof(Subject.UserPrincipalName),
                    nameof(Subject.DisplayName),
                    nameof(Resource.Id)
                ) ?? Text(input, nameof(TaskProcessingResult.Subject)),
                First(
                    Member(input, nameof(TaskProcessingResult.Task)),
                    nameof(WorkflowTask.DisplayName),
                    nameof(Resource.Id)
                ) ?? Text(input, nameof(TaskProcessingResult.TaskId)),
                status,
                Time(input, nameof(TaskProcessingResult.StartedDateTime)),
                Time(input, nameof(TaskProcessingResult.CompletedDateTime)),
                Text(input, nameof(TaskProcessingResult.FailureReason))
            ) with
            {
                IsPreview = Text(input, nameof(TaskProcessingResult.IsPreview)) == bool.TrueString,
            },
            _ => throw Errors.NoTimelineInput(),
        };

    private static TimelineEntry Entry(
        string? run,
        string? workflow,
        string? user,
        string? task,
        string status,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? failureReason
    ) =>
        new(
            DisplayText.Sanitize(run),
            DisplayText.Sanitize(workflow),
            DisplayText.Sanitize(user),
            DisplayText.Sanitize(task),
            DisplayText.Sanitize(status),
            from,
            to,
            DisplayText.Sanitize(failureReason)
        );

    private static string? First(PSObject? input, params string[] names) =>
        names.Select(name => Text(input, name)).FirstOrDefault(text => text is not null);

    private static PSObject? Member(PSObject? input, string name) =>
        input?.Properties[name]?.Value is { } value ? PSObject.AsPSObject(value) : null;

    private static string? Text(PSObject? input, string name) =>
        Member(input, name)?.ToString() is { Length: > 0 } text ? text : null;

    // JSON contains the first format, a deserialized object that of the invariant culture, and Export-Csv writes that
    // of the user.
    private static DateTimeOffset? Time(string? text, CultureInfo culture) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time
        )
        || DateTimeOffset.TryParse(text, culture, out time)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out time)
            ? time
            : null;

    private static DateTimeOffset? Time(PSObject? input, string name) =>
        DateOrAgeAttribute.TimeOf(Member(input, name))
        ?? Time(Text(input, name), IsLeft(input) ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture);

    private static bool IsLeft(PSObject? input) =>
        input?.TypeNames is [var first, ..] && first.StartsWith("Deserialized.", StringComparison.Ordinal);
}
