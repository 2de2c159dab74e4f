using System.Management.Automation;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Waits until tasks have ended, and gives their results.</summary>
[Cmdlet(VerbsLifecycle.Wait, "LwfTaskProcessingResult")]
[OutputType(typeof(TaskProcessingResult))]
public sealed class WaitLwfTaskProcessingResult : LwfServiceCmdlet
{
    /// <summary>The longest time that the service lets a task wait for its answer.</summary>
    private const int LongestCallback = 3 * 60 * 60;

    private const int Month = 30 * Day;

    private TaskResultPoller _wait = null!;

    /// <summary>The workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The result to wait for.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

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

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>How long to wait for all of them, in seconds or as 10m; 0 for as long as it takes.</summary>
    [Parameter]
    [Seconds]
    public int Timeout { get; set; } = LongestCallback;

    /// <summary>
    /// How long to wait between two looks, in seconds or as 30s; without it a tenth of the time waited so far, from one
    /// second to a minute.
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
            string id = string.IsNullOrEmpty(TaskProcessingResultId)
                ? throw Errors.IdMissing(nameof(TaskProcessingResultId), "Get-LwfTaskProcessingResult")
                : TaskProcessingResultId;
            Selection selection = Select(ResourceCollection.TaskProcessingResults);
            if (selection.OfReport.Count > 0)
                Dispatcher.Wait(Names.RequireReportAsync(selection, Dispatcher, Token));
            // Ids that somebody put together are looked at first: nothing says yet that they are of one result.
            bool isProven = IsOwnObject && HasInputItemId && ExplicitKey == ResourceKey.None;
            ResourcePath parent =
                ExplicitKey == ResourceKey.None
                    ? ResolvePath(ResourceCollection.TaskProcessingResultsForWait, areOfOneThing: true)
                    : selection.Place;
            _wait.Add(
                new(parent, ResourcePath.RequireUsableId(nameof(TaskProcessingResultId), id), selection.Place)
                {
                    Proof = isProven ? null : selection,
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
