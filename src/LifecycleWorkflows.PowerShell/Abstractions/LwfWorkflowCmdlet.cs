using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A cmdlet that does something with one workflow for each input, and with each workflow once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfWorkflowCmdlet : LwfServiceCmdlet, IWorkflowParameters
{
    /// <summary>The properties of objects that are about less than a workflow.</summary>
    private static readonly string[] Narrower =
    [
        nameof(ResourceKey.VersionNumber),
        nameof(ResourceKey.RunId),
        nameof(ResourceKey.UserProcessingResultId),
        nameof(ResourceKey.SubjectProcessingResultId),
        nameof(ResourceKey.TaskReportId),
        nameof(ResourceKey.TaskId),
        nameof(TaskProcessingResult.TaskProcessingResultId),
    ];

    private readonly HashSet<string> _seen = [];

    private protected LwfWorkflowCmdlet() { }

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    SwitchParameter IWorkflowParameters.Deleted => OfDeleted;

    /// <summary>Whether the cmdlet is about deleted workflows.</summary>
    private protected virtual bool OfDeleted => false;

    /// <summary>What to do if a workflow is deleted and must not be, or the other way round.</summary>
    private protected virtual string Remedy => "Restore it first with Restore-LwfWorkflow.";

    private protected override (string, string?) ItemId => (nameof(WorkflowId), WorkflowKey.WorkflowId);

    private protected override ResourceKey BoundKey => new() { Deleted = OfDeleted };

    private protected WorkflowManager Manager => field ??= new(Client.Workflows, Dispatcher);

    private protected override void ResolveNames()
    {
        if (Workflow?.Deleted == true && !OfDeleted)
            throw Errors.WorkflowElsewhere(Workflow.Text, isDeleted: true, Remedy);
        try
        {
            base.ResolveNames();
        }
        catch (LifecycleWorkflowsException failure)
            when (failure.Condition == ErrorCondition.NotFound && Workflow is { IsId: false })
        {
            Dispatcher.Wait(Manager.RequireNotElsewhereAsync(Workflow.Text, OfDeleted, DefaultVersion, Remedy, Token));
            throw Errors.WorkflowUnknown(failure, Workflow.Text);
        }
    }

    private protected sealed override void Process() =>
        ProcessItem(() =>
        {
            ResourcePath collection = ResolvePath(ResourceCollection.Workflows);
            string? id = WorkflowKey.WorkflowId;
            if (string.IsNullOrEmpty(id))
                throw Errors.WorkflowMissing();
            RequireWholeWorkflow();
            RequireSameWorkflow(id);
            RequireSameState(id);
            if (_seen.Add(IdRules.Normalize(id)))
                Process(Dispatcher.Wait(Manager.FindAsync(id, collection, Remedy, Token)));
            else
                Runtime.Verbose($"Skipped the workflow {id}: it was already in the input of this command.");
        });

    /// <summary>Does with a workflow what the cmdlet is for.</summary>
    private protected abstract void Process(Workflow workflow);

    /// <summary>Refuses an object that is about less than its workflow, such as a run: all of it isn't meant.</summary>
    private void RequireWholeWorkflow()
    {
        if (Narrower.FirstOrDefault(name => ObjectOrigin.Text(InputObject, name) is not null) is { } found)
            throw Errors.NarrowerInput(
                found,
                "workflow",
                "Pipe workflows to this cmdlet. To get those of other objects, put Get-LwfWorkflow before it."
            );
    }

    private void RequireSameWorkflow(string id)
    {
        if (ObjectOrigin.Text(InputObject, nameof(WorkflowId)) is { } piped && !IdRules.AreEqual(piped, id))
            throw Errors.WorkflowNotMeant(id, piped);
    }

    /// <summary>Refuses an object that says that its workflow is where the cmdlet doesn't look.</summary>
    private void RequireSameState(string id)
    {
        object? stated = InputObject?.Properties?[nameof(LifecycleResource.Deleted)]?.Value;
        if (InputProblem.IsEmpty(stated))
            return;
        bool isDeleted = SwitchFromTextAttribute.Read(stated, out InputProblem? flaw);
        if (flaw is not null)
            throw Errors.PropertyInvalid(nameof(LifecycleResource.Deleted), flaw.Reason);
        if (isDeleted != OfDeleted)
            throw Errors.WorkflowElsewhere(id, isDeleted, Remedy);
    }
}
