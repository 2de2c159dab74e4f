using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the users in the scope of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowScope")]
[GraphPermission(nameof(GraphOperation.ReadWorkflowScope))]
[OutputType(typeof(WorkflowScopeMember))]
public sealed class GetLwfWorkflowScope : LwfQueryCmdlet<WorkflowScopeMember>, IWorkflowParameters, ISubjectParameters
{
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
    [NameOrId(nameof(Resource.Id), Holder = nameof(Subject))]
    public NameOrId? Subject { get; set; }

    /// <summary>
    /// Gets the users who match the conditions of the workflow, instead of those for whom it is scheduled.
    /// </summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Preview { get; set; }

    private protected override (string, string?) ItemId => ("", null);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private protected override ResourceCollection Collection =>
        Preview ? ResourceCollection.PreviewScope : ResourceCollection.ExecutionScope;

    private protected override ResourceReader<WorkflowScopeMember> Reader =>
        Preview ? Client.PreviewScope : Client.ExecutionScope;

    private protected override IEnumerable<FilterClause?> Conditions =>
        Preview && Subject is not null ? [FilterClause.OfListedUser(Subject)] : base.Conditions;

    private protected override ODataQuery Query =>
        Preview ? base.Query : base.Query with { OptionalExpand = "subject" };
}
