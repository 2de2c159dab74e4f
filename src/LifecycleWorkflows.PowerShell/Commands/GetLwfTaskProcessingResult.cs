using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of tasks for users, below any of the places where the service keeps it.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskProcessingResult")]
[OutputType(typeof(TaskProcessingResult))]
public sealed class GetLwfTaskProcessingResult : LwfSubjectQueryCmdlet<TaskProcessingResult>
{
    private readonly HashSet<ResourcePath> _tasks = [];
    private string? _ownTask;

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

    private protected override ResourceIds Ids =>
        WorkflowIds with
        {
            WorkflowTemplateId = WorkflowTemplateId,
            VersionNumber = VersionNumber,
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            SubjectProcessingResultId = SubjectProcessingResultId,
            TaskReportId = TaskReportId,
            TaskId = Task is { IsId: true } ? Task.Text : _ownTask ?? TaskId,
        };

    private protected override ResourceCollection Collection => ResourceCollection.TaskProcessingResults;

    private protected override ResourceReader<TaskProcessingResult> Reader => Client.TaskProcessingResults;

    private protected override IEnumerable<Condition?> Conditions =>
        [
            .. base.Conditions,
            SubjectId is { } subject ? Condition.IdEqual("subject/id", subject) : null,
            Condition.From("startedDateTime", StartedAfter),
            Condition.Before("startedDateTime", StartedBefore),
            Condition.From("createdDateTime", CreatedAfter),
            Condition.Before("createdDateTime", CreatedBefore),
            Condition.From("completedDateTime", CompletedAfter),
            Condition.Before("completedDateTime", CompletedBefore),
        ];

    private protected override string? Wanted => base.Wanted ?? SubjectId;

    private protected override IEnumerable<Condition> Further =>
        IsTaskNamed && _ownTask is null ? [Condition.TaskNamed(Task!.Text)] : [];

    private bool IsTaskNamed => Task is { IsId: false };

    private protected override IAsyncEnumerable<List<TaskProcessingResult>> PiecesAsync(
        Selection selection,
        Query query
    )
    {
        ResourceIds ids = selection.Place.Ids;
        if (ids.TaskId is null)
            _tasks.Add(
                ResourceCollection.WorkflowTasks.Locate(ids.Only([nameof(WorkflowId)]), selection.Place.ApiVersion)
            );
        return selection.IsWalk
            ? Client.Walk.ResultsAsync(selection.Place, query, Bridge, Token).InPieces()
            : base.PiecesAsync(selection, query);
    }

    private protected override void Resolve()
    {
        base.Resolve();
        RequireSame(Task?.Service);
        if (Task is { IsId: true } && TaskId is not null)
            throw Errors.ParameterInvalid(nameof(Task), "it was given beside -TaskId", "Give one of them.");
    }

    private protected override void End()
    {
        base.End();
        if (
            HasReadInVain
            && _tasks.Count > 0
            && (Task ?? (TypedIds.TaskId is { } id ? new(id) { IsId = true } : null)) is { } task
        )
            WithOne(() =>
                Bridge.Wait(
                    Client.Walk.RequireTaskAsync(
                        task,
                        Task is null ? nameof(TaskId) : nameof(Task),
                        _tasks,
                        Bridge,
                        Token
                    )
                )
            );
    }

    /// <summary>
    /// With a typed workflow alone the task has a list of its own; with other parents, or a user, its name is a filter
    /// on theirs.
    /// </summary>
    private protected override void ResolveOne()
    {
        _ownTask = null;
        if (IsTaskNamed && Wanted is null && TypedIds.WorkflowId is not null && Select(Collection).IsWalk)
            _ownTask = Bridge.Wait(Client.Walk.TaskIdAsync(Task!, TypedIds, UsualVersion, Bridge, Token));
    }
}
