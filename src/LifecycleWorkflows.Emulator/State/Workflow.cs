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

    /// <summary>Assumption: whom the workflow will process next are those whose processing is queued.</summary>
    public IEnumerable<UserProcessingResult> ExecutionScope => QueuedUserResults;

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
