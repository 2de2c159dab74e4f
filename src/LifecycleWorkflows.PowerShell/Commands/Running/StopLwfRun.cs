using System.Management.Automation;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;
using LifecycleWorkflows.PowerShell.Runtime;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Stops runs that are queued or in progress.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LwfRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.StopRun))]
[OutputType(typeof(RunOutcome))]
public sealed class StopLwfRun : LwfServiceCmdlet, IWorkflowParameters
{
    private readonly Dictionary<string, Task<StoppedRun>> _known = [];
    private OrderedTaskQueue<StoppedRun> _queue = null!;

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The ID of the run to stop.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>Whether the workflow is deleted. Runs of deleted workflows can't be stopped.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Returns an outcome for each input object, also for failed ones.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    private protected override (string, string?) ItemId => (nameof(RunId), RunId);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private protected override void Begin()
    {
        RequireNotTypedWithInput(nameof(RunId));
        RequireAtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        base.Begin();
        Cloud.RequireStopOfRuns(GraphConnection.GraphEndpoint);
        _queue = new(ThrottleLimit, Dispatcher.Wait, Emit);
    }

    private protected override void Process()
    {
        RunOutcome outcome = new()
        {
            WorkflowId = WorkflowKey.WorkflowId,
            RunId = RunId,
            Run = IsOwnObject ? InputObject?.BaseObject as Run : null,
            Deleted = WorkflowKey.Deleted,
            ApiVersion = DefaultVersion,
        };
        try
        {
            RequireValidInput();
            if (StopAsync(outcome) is { } stopping)
                _queue.Add(stopping);
        }
        catch (LifecycleWorkflowsException failure)
        {
            _queue.Add(Task.FromResult(new StoppedRun(Target, TargetName, outcome, Failed(failure), "Failed")));
        }
    }

    private protected override void End()
    {
        _queue.Drain();
        Dispatcher.Flush();
    }

    private static ResumeResult Failed(LifecycleWorkflowsException failure) =>
        new(ResumeStatus.Failed, 0, TimeSpan.Zero, null, failure);

    /// <summary>Sends the request; null if it isn't wanted.</summary>
    private Task<StoppedRun>? StopAsync(RunOutcome outcome)
    {
        ResourceKey ids = RequireRunKey(
            RunId,
            "run",
            nameof(ResourceKey.UserProcessingResultId),
            nameof(ResourceKey.SubjectProcessingResultId),
            nameof(ResourceKey.TaskReportId),
            nameof(TaskProcessingResult.TaskProcessingResultId)
        );
        if (ids.RunId is null)
            throw Errors.IdMissing(nameof(RunId), "Get-LwfRun");
        if (ids.Deleted)
            throw Errors.WorkflowDeleted(Workflow?.Text ?? ids.WorkflowId!);
        ResourcePath.RequireUsableId(nameof(RunId), ids.RunId);
        string key = $"{IdRules.Normalize(ids.WorkflowId!)}/{IdRules.Normalize(ids.RunId)}";
        if (_known.TryGetValue(key, out Task<StoppedRun>? first))
            return ShareAsync(first, Target, TargetName, outcome);
        ResourcePath runs = ResourceCollection.Runs.ResolvePath(new() { WorkflowId = ids.WorkflowId }, DefaultVersion);
        if (!Runtime.ShouldProcess($"Stop the run: {runs.Item(nameof(RunId), ids.RunId)}", Question(outcome)))
            return null;
        StopRequest request = new(Client, runs, ids.RunId);
        return _known[key] = SendAsync(request, Target, TargetName, outcome);
    }

    private string Question(RunOutcome outcome) =>
        outcome.Run?.TotalUsersCount is { } users
            ? $"Stop the run {RunId} for {users} users? Tasks that already ran aren't undone."
            : $"Stop the run {RunId}? Tasks that already ran aren't undone.";

    private async Task<StoppedRun> SendAsync(StopRequest request, object? target, string? name, RunOutcome outcome)
    {
        ResumeResult result = await request.SendAsync(null, null, Dispatcher, Token).ConfigureAwait(false);
        outcome.Run = request.Present ?? outcome.Run;
        return new(target, name, outcome, result, request.OutcomeOf(result.Settlement));
    }

    private static async Task<StoppedRun> ShareAsync(
        Task<StoppedRun> first,
        object? target,
        string? name,
        RunOutcome outcome
    )
    {
        StoppedRun settled = await first.ConfigureAwait(false);
        outcome.Run = settled.Outcome.Run;
        return new(target, name, outcome, settled.Result.ForDuplicate(), settled.Status);
    }

    private void Emit(StoppedRun stopped)
    {
        ResumeResult result = stopped.Result;
        if (PassThru)
        {
            stopped.Outcome.Outcome = stopped.Status;
            stopped.Outcome.IsDuplicate = result.IsDuplicate;
            stopped.Outcome.Attempts = result.Attempts;
            stopped.Outcome.Duration = result.Duration;
            stopped.Outcome.RequestId = result.RequestId;
            stopped.Outcome.ErrorId = result.Error?.ToString();
            Runtime.Output(stopped.Outcome);
        }
        if (result.Failure is not null)
            Runtime.Error(new(result.Failure, stopped.Target, stopped.TargetName));
    }

    /// <summary>A run that was to be stopped, and how that ended.</summary>
    private sealed record StoppedRun(
        object? Target,
        string? TargetName,
        RunOutcome Outcome,
        ResumeResult Result,
        string Status
    );
}
