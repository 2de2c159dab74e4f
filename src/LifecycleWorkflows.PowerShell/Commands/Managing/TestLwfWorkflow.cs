using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the tasks of workflows that would fail, and why.</summary>
[Cmdlet(VerbsDiagnostic.Test, "LwfWorkflow")]
[GraphPermission(nameof(GraphOperation.CheckWorkflow))]
[OutputType(typeof(PreviewFailedTask))]
public sealed class TestLwfWorkflow : LwfWorkflowCmdlet
{
    private protected override void Process(Workflow workflow)
    {
        IReadOnlyList<PreviewFailedTask> failures = Dispatcher.Wait(
            Client.Workflows.GetTaskFailuresAsync(workflow, Dispatcher, Token)
        );
        foreach (PreviewFailedTask task in failures)
            Runtime.Output(task);
        if (failures.Count == 0)
            Runtime.Verbose($"No task of the workflow '{WorkflowChange.NameOf(workflow)}' would fail.");
    }
}
