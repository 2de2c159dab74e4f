using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets workflow templates.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowTemplate")]
[GraphPermission(nameof(GraphOperation.ReadWorkflowTemplates))]
[OutputType(typeof(WorkflowTemplate))]
public sealed class GetLwfWorkflowTemplate : LwfQueryCmdlet<WorkflowTemplate>
{
    /// <summary>The ID of the workflow template to get.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowTemplateId { get; set; }

    private protected override (string, string?) ItemId => (nameof(WorkflowTemplateId), WorkflowTemplateId);

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowTemplates;

    private protected override ResourceReader<WorkflowTemplate> Reader => Client.WorkflowTemplates;
}
