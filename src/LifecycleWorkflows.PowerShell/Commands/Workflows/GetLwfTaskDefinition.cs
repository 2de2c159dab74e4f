using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the kinds of task that workflows can have.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskDefinition")]
[OutputType(typeof(TaskDefinition))]
public sealed class GetLwfTaskDefinition : LwfQueryCmdlet<TaskDefinition>
{
    /// <summary>The id of the one definition to read.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? TaskDefinitionId { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskDefinitionId), TaskDefinitionId);

    private protected override ResourceCollection Collection => ResourceCollection.TaskDefinitions;

    private protected override ResourceReader<TaskDefinition> Reader => Client.TaskDefinitions;
}
