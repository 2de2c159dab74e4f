using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Waits until tasks are finished, and returns their results.</summary>
[Cmdlet(VerbsLifecycle.Wait, "LwfTaskProcessingResult")]
[GraphPermission(nameof(GraphOperation.ReadTaskProcessingResults))]
[OutputType(typeof(TaskProcessingResult))]
public sealed class WaitLwfTaskProcessingResult : LwfServiceCmdlet
{
    /// <summary>The longest callback timeout of the service.</summary>
    private const int LongestCallback = 3 * 60 * 60;

    private const int Month = 30 * Day;

    private TaskResultPoller _wait = null!;

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The ID of the task processing result to wait for.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

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

    /// <summary>Whether the workflow is deleted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>
    /// The maximum time to wait for all results, in seconds or as a duration such as 10m. 0 means no limit.
    /// </summary>
    [Parameter]
    [Seconds]
    public int Timeout { get; set; } = LongestCallback;

    /// <summary>
    /// The time between two checks, in seconds or as a duration such as 30s. The default is a tenth of the time waited
    /// so far, from one second to one minute.
    /// </summary>
    [Parameter]
    [Seconds]
    public int? PollingInterval { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        new()
        {
            Deleted = Deleted,
            WorkflowTemplateId = WorkflowTemplateId,
            WorkflowId = WorkflowId,
            VersionNumber = VersionNumber,
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            SubjectProcessingResultId = SubjectProcessingResultId,
            TaskReportId = TaskReportId,
            TaskId = TaskId,
        };

    private protected override void Begin()
    {
        base.Begin();
        PollingSchedule pace = new(
            Seconds(0, nameof(Timeout), Timeout, Month) is { Ticks: > 0 } timeout ? timeout : null,
            PollingInterval is { } interval ? Seconds(1, nameof(PollingInterval), interval, Month) : null
        );
        _wait = new(Client.TaskProcessingResults, pace, TimeProvider.System, Dispatcher);
    }

    private protected override void Process() =>
        ProcessItem(() =>
        {
            if (string.IsNullOrEmpty(TaskProcessingResultId))
                throw Errors.IdMissing(nameof(TaskProcessingResultId), "Get-LwfTaskProcessingResult");
            string id = ResourcePath.RequireUsableId(nameof(TaskProcessingResultId), TaskProcessingResultId);
            Selection selection = Select(ResourceCollection.TaskProcessingResults);
            // Check IDs that a user combined first, because they might not belong to one result.
            bool isProven = IsOwnObject && HasInputItemId && ExplicitKey == ResourceKey.None;
            ResourcePath parent =
                ExplicitKey == ResourceKey.None
                    ? ResolvePath(ResourceCollection.TaskProcessingResultsForWait, areOfOneThing: true)
                    : selection.Place;
            _wait.Add(
                new(parent, id, selection.Place)
                {
                    Proof = isProven ? null : selection,
                    Check =
                        selection.OfReport.Count > 0
                            ? token => Names.RequireReportAsync(selection, Dispatcher, token)
                            : null,
                    Known = isProven ? InputObject?.BaseObject as TaskProcessingResult : null,
                    Source = Target,
                }
            );
            foreach (WaitResult ended in _wait.DequeueCompleted())
                Emit(ended);
        });

    private protected override void End()
    {
        foreach (WaitResult ended in Dispatcher.Pull(_wait.EndedAsync(Token)))
            Emit(ended);
    }

    private void Emit(WaitResult ended)
    {
        if (ended.Failure is not null)
            Runtime.Error(new(ended.Failure, ended.Source, ended.Id));
        else
            Runtime.Output(ended.Result!);
    }
}
