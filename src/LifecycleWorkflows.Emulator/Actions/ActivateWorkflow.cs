using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Runs a workflow on demand, for the users that the body names.</summary>
internal static class ActivateWorkflow
{
    private const int MaximumSubjects = 10;

    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        User[] subjects =
        [
            .. ReadSubjects(call.Request.ReadBody())
                .Select(id =>
                    call.Tenant.FindUser(id) ?? throw GraphException.BadRequest($"The subject '{id}' does not exist.")
                ),
        ];
        DateTime now = call.Request.Now;
        Run run = new(NewId(), workflow, workflow.Current)
        {
            WorkflowExecutionType = "onDemand",
            ScheduledDateTime = now,
            StartedDateTime = now,
        };
        workflow.TryAdd(run);
        foreach (User subject in subjects)
            call.Tasks.Advance(Queue(run, subject, now), now);
        return GraphReply.NoContent;
    }

    // Assumption: a task that is disabled leaves no result.
    private static UserProcessingResult Queue(Run run, User subject, DateTime now)
    {
        UserProcessingResult userResult = new(NewId(), subject, run.Workflow.Scope, run)
        {
            ScheduledDateTime = now,
            WorkflowExecutionType = run.WorkflowExecutionType,
            WorkflowVersion = run.Version.VersionNumber,
        };
        run.TryAdd(userResult);
        foreach (WorkflowTask task in run.Version.Tasks.Where(task => task.IsEnabled))
            userResult.TryAdd(new(NewId(), task, userResult) { CreatedDateTime = now });
        return userResult;
    }

    private static IEnumerable<string> ReadSubjects(JsonElement body)
    {
        if (
            !body.TryGetProperty("subjects", out JsonElement subjects)
            || subjects.ValueKind != JsonValueKind.Array
            || subjects.GetArrayLength() is 0 or > MaximumSubjects
        )
            throw GraphException.BadRequest(
                $"The parameter 'subjects' is required and must hold one to {MaximumSubjects} users."
            );
        return subjects.EnumerateArray().Select(ReadId).Distinct(StringComparer.Ordinal);
    }

    private static string ReadId(JsonElement subject) =>
        subject.ValueKind == JsonValueKind.Object
        && subject.TryGetProperty("id", out JsonElement id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()!
            : throw GraphException.BadRequest("Each of the 'subjects' must have an 'id' that is a string.");

    private static string NewId() => Guid.NewGuid().ToString();
}
