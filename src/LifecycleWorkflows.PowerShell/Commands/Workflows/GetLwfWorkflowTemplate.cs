using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the workflows that Microsoft offers to begin from.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowTemplate")]
[OutputType(typeof(WorkflowTemplate))]
public sealed class GetLwfWorkflowTemplate : LwfQueryCmdlet<WorkflowTemplate>
{
    /// <summary>The id of the one template to read.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? WorkflowTemplateId { get; set; }

    private protected override (string, string?) ItemId => (nameof(WorkflowTemplateId), WorkflowTemplateId);

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowTemplates;

    private protected override ResourceReader<WorkflowTemplate> Reader => Client.WorkflowTemplates;
}
