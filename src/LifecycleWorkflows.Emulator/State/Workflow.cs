using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

internal sealed class Workflow(string id, IReadOnlyList<WorkflowVersion> versions)
{
    private readonly List<Run> _runs = [];

    public string Id { get; } = id;
    public ResultScope Scope { get; } = new();

    /// <summary>From the oldest to the current one.</summary>
    public IReadOnlyList<WorkflowVersion> Versions { get; } = versions;

    public WorkflowVersion Current => Versions[^1];
    public WorkflowBase Content => Current.Content;
    public DateTime? CreatedDateTime => Versions[0].CreatedDateTime;
    public DateTime? DeletedDateTime { get; set; }
    public DateTime? NextScheduleRunDateTime { get; set; }

    /// <summary>Null for a workflow that is not quarantined.</summary>
    public Quarantine? Quarantine { get; set; }

    public bool IsDeleted => DeletedDateTime is not null;
    public IReadOnlyList<Run> Runs => _runs;

    /// <summary>Graph's quarantineConfiguration of this workflow, without that of the tenant.</summary>
    public JsonElement? QuarantineConfiguration { get; init; }

    /// <summary>When it is quarantined; null for never.</summary>
    public QuarantineRule? QuarantineRule { get; init; }

    public IEnumerable<UserProcessingResult> QueuedUserResults =>
        Scope.UserResults.Where(userResult => userResult.Status == ProcessingStatus.Queued);

    /// <summary>Who is in scope by the execution conditions.</summary>
    public SubjectScope Subjects { get; init; } = SubjectScope.Nobody;

    /// <summary>
    /// Whom the workflow will process next: those whose processing is queued, and those whose time it will be when the
    /// schedule is due.
    /// </summary>
    public IEnumerable<UserProcessingResult> ExecutionScope => QueuedUserResults.Concat(PlannedUserResults);

    // Assumption: until then nothing of such a result is stored; its id is made of those of workflow and user.
    private IEnumerable<UserProcessingResult> PlannedUserResults =>
        NextScheduleRunDateTime is not DateTime schedule || !IsScheduled
            ? []
            : Subjects
                .DueAt(schedule)
                .Where(due => !IsProcessed(due.User, due.Time))
                .Select(due => new UserProcessingResult($"{Id}_{due.User.Id}", due.User, Scope, run: null)
                {
                    ScheduledDateTime = schedule,
                    WorkflowExecutionType = ExecutionTypes.Scheduled,
                    WorkflowVersion = Current.VersionNumber,
                    PlannedTasksCount = Current.EnabledTasks.Count(),
                });

    private bool IsScheduled =>
        Content is { IsEnabled: true, IsSchedulingEnabled: true } && !IsDeleted && Quarantine is null;

    private bool IsProcessed(User user, DateTime time) =>
        Scope.UserResults.Any(userResult =>
            userResult.Subject == user
            && (
                userResult.Status == ProcessingStatus.Queued
                || (
                    userResult.WorkflowExecutionType == ExecutionTypes.Scheduled
                    && userResult.ScheduledDateTime >= time.Date
                )
            )
        );

    public IEnumerable<TaskReport> TaskReports => _runs.SelectMany(run => run.TaskReports);

    public Run? FindRun(string runId) => _runs.Find(run => run.Id == runId);

    public TaskReport? FindTaskReport(string reportId) => TaskReports.FirstOrDefault(report => report.Id == reportId);

    // Assumption: a task that only an earlier version has can still be addressed below the workflow,
    // otherwise its waiting results could not be resumed at the documented path.
    public WorkflowTask? FindTask(string taskId) =>
        Versions.Reverse().SelectMany(version => version.Tasks).FirstOrDefault(task => task.Id == taskId);

    public bool TryAdd(Run run)
    {
        if (FindRun(run.Id) is not null)
            return false;
        _runs.Add(run);
        return true;
    }
}
