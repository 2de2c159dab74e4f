using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets task definitions.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskDefinition")]
[GraphPermission(nameof(GraphOperation.ReadTaskDefinitions))]
[OutputType(typeof(TaskDefinition))]
public sealed class GetLwfTaskDefinition : LwfQueryCmdlet<TaskDefinition>
{
    /// <summary>The ID of the task definition to get.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskDefinitionId { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskDefinitionId), TaskDefinitionId);

    private protected override ResourceCollection Collection => ResourceCollection.TaskDefinitions;

    private protected override ResourceReader<TaskDefinition> Reader => Client.TaskDefinitions;
}
