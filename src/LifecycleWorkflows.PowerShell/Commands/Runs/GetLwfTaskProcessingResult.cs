using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets task processing results.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskProcessingResult")]
[GraphPermission(nameof(GraphOperation.ReadTaskProcessingResults))]
[OutputType(typeof(TaskProcessingResult))]
public sealed class GetLwfTaskProcessingResult
    : LwfQueryCmdlet<TaskProcessingResult>,
        IWorkflowParameters,
        IActivityParameters,
        ISubjectParameters
{
    private readonly HashSet<ResourcePath> _tasks = [];
    private string? _ownTask;

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    public string[]? ProcessingStatus { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [NameOrId(nameof(Resource.Id), Holder = nameof(Subject))]
    public NameOrId? Subject { get; set; }

    /// <summary>The ID of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the user processing result of the workflow or run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The ID of the subject processing result of the workflow or run. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? SubjectProcessingResultId { get; set; }

    /// <summary>The ID of the task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskReportId { get; set; }

    /// <summary>The ID of the task of the workflow, version, or template.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    /// <summary>The number of the workflow version that contains the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public int? VersionNumber { get; set; }

    /// <summary>The ID of the workflow template that contains the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowTemplateId { get; set; }

    /// <summary>The ID of the result to get.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>Gets only results of this task, by name, ID, or object.</summary>
    [Parameter]
    [NameOrId(nameof(TaskId))]
    [ArgumentCompleter(typeof(TaskNameCompleter))]
    public NameOrId? Task { get; set; }

    /// <summary>Gets only results of the user with this ID.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? SubjectId { get; set; }

    /// <summary>Gets only tasks that started at this time or later.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? StartedAfter { get; set; }

    /// <summary>Gets only tasks that started before this time.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? StartedBefore { get; set; }

    /// <summary>Gets only results that were created at this time or later.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Gets only results that were created before this time.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Gets only tasks that were completed at this time or later.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CompletedAfter { get; set; }

    /// <summary>Gets only tasks that were completed before this time.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? CompletedBefore { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        WorkflowKey with
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

    private protected override IEnumerable<FilterClause?> Conditions =>
        [
            .. base.Conditions,
            SubjectId is { } subject ? FilterClause.IdEqual("subject/id", subject) : null,
            FilterClause.OnOrAfter("startedDateTime", StartedAfter),
            FilterClause.Before("startedDateTime", StartedBefore),
            FilterClause.OnOrAfter("createdDateTime", CreatedAfter),
            FilterClause.Before("createdDateTime", CreatedBefore),
            FilterClause.OnOrAfter("completedDateTime", CompletedAfter),
            FilterClause.Before("completedDateTime", CompletedBefore),
        ];

    private protected override string? WantedUser => base.WantedUser ?? SubjectId;

    private protected override IEnumerable<FilterClause> Further =>
        IsTaskNamed && _ownTask is null ? [FilterClause.TaskNamed(Task!.Text)] : [];

    private bool IsTaskNamed => Task is { IsId: false };

    private protected override IAsyncEnumerable<List<TaskProcessingResult>> ListPagesAsync(
        Selection selection,
        ODataQuery query
    )
    {
        _tasks.Add(
            ResourceCollection.WorkflowTasks.ResolvePath(
                selection.Place.Ids.Restrict([nameof(WorkflowId), nameof(WorkflowTemplateId)]),
                selection.Place.ApiVersion
            )
        );
        return selection.IsWalk
            ? new WorkflowResultReader(Client).ResultsAsync(selection.Place, query, Dispatcher, Token).ToPagesAsync()
            : base.ListPagesAsync(selection, query);
    }

    private protected override void ResolveNames()
    {
        base.ResolveNames();
        RequireSameService(Task?.Service);
        if (Task is { IsId: true } && TaskId is not null)
            throw Errors.ParameterInvalid(
                nameof(Task),
                "it can't be combined with " + "-TaskId",
                "Specify only one of them."
            );
    }

    private protected override void End()
    {
        base.End();
        if (
            HasReadInVain
            && _tasks.Count > 0
            && (Task ?? (ExplicitKey.TaskId is { } id ? new(id) { IsId = true } : null)) is { } task
        )
            RequireTask(task);
    }

    /// <summary>
    /// Nothing came out for a task: an error if it doesn't exist. Tasks need another permission than results, so that
    /// the user might not be able to read them.
    /// </summary>
    private void RequireTask(NameOrId task)
    {
        string parameter = Task is null ? nameof(TaskId) : nameof(Task);
        try
        {
            Dispatcher.Wait(Names.RequireTaskAsync(task, parameter, _tasks, Dispatcher, Token));
        }
        catch (LifecycleWorkflowsException failure) when (failure.StatusCode is not null)
        {
            Runtime.Warning(
                $"No results were found for the task '{task}'. It can't be checked whether the task exists:"
                    + $" {failure.Message}"
            );
        }
        catch (LifecycleWorkflowsException unknown)
        {
            Runtime.Error(Error(unknown));
        }
    }

    /// <summary>
    /// If only a workflow is specified, the task has its own list. With other parents, or a user, the task name is a
    /// filter.
    /// </summary>
    private protected override void ResolveNamesForInput()
    {
        _ownTask = null;
        if (IsTaskNamed && WantedUser is null && ExplicitKey.WorkflowId is not null && Select(Collection).IsWalk)
            _ownTask = FindOwnTask();
    }

    /// <summary>The task that the workflow has now; null if only an older version has it.</summary>
    private string? FindOwnTask()
    {
        try
        {
            return Dispatcher.Wait(Names.TaskIdAsync(Task!, ExplicitKey, DefaultVersion, Dispatcher, Token));
        }
        catch (LifecycleWorkflowsException unknown)
            when (unknown is { Condition: ErrorCondition.NotFound, StatusCode: null })
        {
            ResourcePath tasks = ResourceCollection.WorkflowTasks.ResolvePath(ExplicitKey, DefaultVersion);
            Dispatcher.Wait(Names.RequireTaskAsync(Task!, nameof(Task), [tasks], Dispatcher, Token));
            return null;
        }
    }
}
