using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's accessPackageAssignmentRequest.</summary>
internal sealed class AssignmentRequest(string id)
{
    public string Id { get; } = id;
    public required string RequestType { get; init; }
    public required string State { get; set; }
    public required string Status { get; set; }
    public string? Justification { get; init; }
    public DateTime? CreatedDateTime { get; init; }
    public DateTime? CompletedDateTime { get; set; }
    public JsonElement? Schedule { get; init; }
    public required User Requestor { get; init; }
    public required AccessPackage AccessPackage { get; init; }
    public required string AssignmentId { get; init; }
    public required IReadOnlyList<CalloutInstance> CalloutInstances { get; init; }
}

internal sealed record AccessPackage
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }
}
