using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>
/// Stops one run. That can be repeated without harm, so it's sent and checked as a callback of a task is. A run that
/// ended meanwhile is as it's wanted to be.
/// </summary>
internal sealed class StopRequest(LifecycleWorkflowsClient client, ResourcePath runs, string runId)
    : ResumeRequest(
        client.Transport,
        GraphOperation.StopRun,
        runs.Item(nameof(ResourceKey.RunId), runId),
        ResourceCollection
            .Workflows.ResolvePath(new() { Deleted = runs.Ids.Deleted }, runs.ApiVersion)
            .Item(nameof(ResourceKey.WorkflowId), runs.Ids.WorkflowId!)
            .Append("cancelProcessing")
    )
{
    /// <summary>The run as it was last read; null if no check was needed.</summary>
    public Run? Present { get; private set; }

    public override ResumedItem Item => ResumedItem.OfRun(runId);

    public override string Wish => ProcessingStatus.Canceled;

    public override bool IsQueued => false;

    public override string Name => "request";

    protected override byte[] Body => RequestBodies.Cancel(runId);

    /// <summary>How it ended, in the words of <see cref="RunOutcome.Outcome"/>.</summary>
    public string OutcomeOf(ResumeStatus status) =>
        status switch
        {
            ResumeStatus.Resumed => "Stopped",
            ResumeStatus.ResumedAfterCheck when IsCanceled => "StoppedAfterCheck",
            ResumeStatus.AlreadyDone or ResumeStatus.ResumedAfterCheck => "AlreadyFinished",
            _ => status.ToString(),
        };

    /// <summary>The service refuses to stop a finished run, with a status that it doesn't document.</summary>
    public override bool IsConflict(LifecycleWorkflowsException refusal) =>
        refusal.Condition is ErrorCondition.Conflict or ErrorCondition.InvalidRequest;

    public override LifecycleWorkflowsException InDoubt(LifecycleWorkflowsException cause) => Errors.StopInDoubt(cause);

    public override async Task<RemoteState> LookAsync(IOperationHost notices, CancellationToken cancellationToken)
    {
        Present = await client
            .Runs.GetAsync(
                runs,
                nameof(ResourceKey.RunId),
                runId,
                ODataQuery.All,
                new WithoutProgress(notices),
                cancellationToken
            )
            .ConfigureAwait(false);
        return Present.ProcessingStatus switch
        {
            ProcessingStatus.Canceling => RemoteState.AsWanted,
            ProcessingStatus.Queued or ProcessingStatus.InProgress => RemoteState.Waiting,
            string status when !ProcessingStatus.CanChange(status) => RemoteState.AsWanted,
            _ => RemoteState.Unknown,
        };
    }

    private bool IsCanceled => Present?.ProcessingStatus is ProcessingStatus.Canceling or ProcessingStatus.Canceled;
}
