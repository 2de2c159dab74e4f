using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// A cmdlet that changes workflows: reads each, refuses what its state forbids, says what the change does, and asks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfWorkflowChangeCmdlet : LwfWorkflowCmdlet
{
    private ListProgress _progress = null!;

    private protected LwfWorkflowChangeCmdlet() { }

    /// <summary>Returns the workflow as it is after the change.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is to be changed.</summary>
    private protected abstract WorkflowChange Change { get; }

    private protected sealed override bool OfDeleted => Change.OfDeleted;

    private protected sealed override string Remedy => Change.Remedy;

    private protected override void Begin()
    {
        base.Begin();
        _progress = new(Dispatcher, "changing workflows");
    }

    private protected sealed override void Process(Workflow workflow)
    {
        RequireValid(workflow);
        WorkflowChange change = Change;
        if (change.Objection(workflow) is { } objection)
            throw objection;
        if (change.IsDone(workflow))
        {
            SayDone(WorkflowChange.NameOf(workflow), change.DoneState);
            if (PassThru)
                Runtime.Output(workflow);
            return;
        }
        string path = $"{workflow.Origin.Item(nameof(WorkflowId), workflow.Id)}";
        if (!Runtime.ShouldProcess($"{change.Describe(workflow)}: {path}", change.Ask(workflow)))
            return;
        bool wasChecked = Dispatcher.Wait(Manager.ChangeAsync(workflow, change, Token));
        _progress.Add(1);
        if (PassThru)
            Runtime.Output(change.IsPermanent ? Removal(workflow, wasChecked) : ReadAfter(workflow, change));
    }

    private protected override void End() => _progress.Complete();

    /// <summary>Refuses a workflow that the parameters can't be meant for.</summary>
    private protected virtual void RequireValid(Workflow workflow) { }

    /// <summary>Says that there is nothing to do.</summary>
    private protected virtual void SayDone(string workflow, string state) =>
        Runtime.Verbose($"The workflow '{workflow}' {state}.");

    private Workflow ReadAfter(Workflow workflow, WorkflowChange change) =>
        Dispatcher.Wait(Manager.ReadAfterAsync(workflow, change, Token));

    private static WorkflowRemoval Removal(Workflow workflow, bool wasChecked) =>
        new()
        {
            Outcome = wasChecked ? "RemovedAfterCheck" : "Removed",
            WorkflowId = workflow.Id,
            DisplayName = workflow.DisplayName,
            Category = workflow.Category,
            ApiVersion = workflow.ApiVersion,
        };
}
