using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.PowerShell.Permissions;

/// <summary>
/// What a cmdlet does with the service, by the names of the operations in <see cref="GraphOperation"/>, which know the
/// permissions. Test-LwfConnection, the notes of the help, and the table in about_Lwf_Connections follow from it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class GraphPermissionAttribute(params string[] operations) : Attribute
{
    /// <summary>The part of the output that needs them; without it the cmdlet needs all of them.</summary>
    public string? For { get; set; }

    public IReadOnlyList<GraphOperation> Operations =>
        [.. operations.Select(name => (GraphOperation)typeof(GraphOperation).GetField(name)!.GetValue(null)!)];
}
