using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of tasks for users, below any of the places where the service keeps it.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskProcessingResult")]
[OutputType(typeof(TaskProcessingResult))]
public sealed class GetLwfTaskProcessingResult : LwfSubjectQueryCmdlet<TaskProcessingResult>
{
    private string? _foundTask;

    /// <summary>The run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The user processing result, of the workflow or of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The subject processing result, of the workflow or of the run. Means beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SubjectProcessingResultId { get; set; }

    /// <summary>The task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskReportId { get; set; }

    /// <summary>The task of the workflow, of its version or of the template.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskId { get; set; }

    /// <summary>The version of the workflow that the task belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    public int? VersionNumber { get; set; }

    /// <summary>The workflow template that the task belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowTemplateId { get; set; }

    /// <summary>The id of the one result to read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>Only results of this task, by name, id or object.</summary>
    [Parameter]
    [NameOrId(nameof(TaskId))]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    public NameOrId? Task { get; set; }

    /// <summary>Only results for this user, by id.</summary>
    [Parameter]
    public string? SubjectId { get; set; }

    /// <summary>Only tasks that began at this time or later.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? StartedAfter { get; set; }

    /// <summary>Only tasks that began before this time.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? StartedBefore { get; set; }

    /// <summary>Only results that came into being at this time or later.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only results that came into being before this time.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Only tasks that ended at this time or later.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CompletedAfter { get; set; }

    /// <summary>Only tasks that ended before this time.</summary>
    [Parameter]
    [Age]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CompletedBefore { get; set; }

    private protected override (string, string?) Item => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceIds Ids => WorkflowIds with
    {
        WorkflowTemplateId = WorkflowTemplateId,
        VersionNumber = VersionNumber,
        RunId = RunId,
        UserProcessingResultId = UserProcessingResultId,
        SubjectProcessingResultId = SubjectProcessingResultId,
        TaskReportId = TaskReportId,
        TaskId = _foundTask ?? TaskId,
    };

    private protected override ResourceCollection Collection => ResourceCollection.TaskProcessingResults;

    private protected override ResourceReader<TaskProcessingResult> Reader => Client.TaskProcessingResults;

    private protected override IEnumerable<Condition?> Conditions =>
    [
        .. base.Conditions,
        Condition.EqualAny("subject/id", Given(nameof(SubjectId), SubjectId) is { } subject ? [subject] : null),
        Condition.From("startedDateTime", Given(nameof(StartedAfter), StartedAfter)), Condition.Before("startedDateTime", Given(nameof(StartedBefore), StartedBefore)),
        Condition.From("createdDateTime", Given(nameof(CreatedAfter), CreatedAfter)), Condition.Before("createdDateTime", Given(nameof(CreatedBefore), CreatedBefore)),
        Condition.From("completedDateTime", Given(nameof(CompletedAfter), CompletedAfter)), Condition.Before("completedDateTime", Given(nameof(CompletedBefore), CompletedBefore)),
    ];

    private protected override Query Query => Task is null || _foundTask is not null
        ? base.Query
        : base.Query with { Keep = item => IsWantedUser?.Invoke(item) != false && IsWantedTask(item) };

    private protected override IAsyncEnumerable<List<TaskProcessingResult>> PiecesAsync(Query query)
    {
        if (!HasWorkflowAlone)
            return base.PiecesAsync(query);
        RequireBound(Collection);
        // What hangs below a user needs no second look at whom it is for.
        Query ofUser = IsWantedUser is null ? query : query with { Keep = Task is null ? null : IsWantedTask };
        return Once(
            ResourceCollection.Runs.Locate(Ids, UsualVersion), query,
            () => Client.Walk.ResultsAsync(Ids, UsualVersion, IsWantedUser, ofUser, Bridge, Token).InPieces());
    }

    private bool HasWorkflowAlone => Ids.GivenNames.SequenceEqual([nameof(WorkflowId)]);

    private protected override void Resolve()
    {
        base.Resolve();
        if (Task is not null || Pipeline.IsTyped(nameof(Task)))
            ResourcePath.Usable(nameof(Task), Task?.Text);
        // With the workflow alone the task has a list of its own; with other parents it is a filter on theirs.
        if (Task is not null && HasWorkflowAlone && Subject is null)
            _foundTask = Bridge.Wait(Client.Walk.TaskIdAsync(Task, Ids, UsualVersion, Bridge, Token));
    }

    private bool IsWantedTask(GraphObject item) => item is TaskProcessingResult { Task: { } task }
        && (task.Id == Task!.Text || string.Equals(task.DisplayName, Task.Text, StringComparison.OrdinalIgnoreCase));
}
