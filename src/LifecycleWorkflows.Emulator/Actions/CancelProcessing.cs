using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Stops a run that has not ended.</summary>
internal static class CancelProcessing
{
    private const string ScopeType = "microsoft.graph.identityGovernance.cancelRunsScope";
    private const int MaximumRuns = 1;

    public static GraphReply Invoke(GraphCall call, Workflow workflow)
    {
        JsonElement scope = ReferenceBody.ReadObject(call.Request.ReadBody(), "scope");
        if (ReferenceBody.ReadType(scope) is string type && type != ScopeType)
            throw GraphException.BadRequest($"A scope can not be of type '#{type}'.");
        Run run = ReferenceBody.Find(
            ReferenceBody.ReadIds(scope, "runs", MaximumRuns).Single(),
            workflow.FindRun,
            "run"
        );
        // Assumption: what ended has the same answer as what is being canceled already.
        if (run.Totals.Status is not (ProcessingStatus.Queued or ProcessingStatus.InProgress))
            throw GraphException.Refused(
                $"The run '{run.Id}' is {run.Totals.Status.WireName}: only one that is queued or inProgress can be canceled."
            );
        call.Runs.Cancel(run, call.Request.Now);
        return GraphReply.NoContent;
    }
}
