namespace LifecycleWorkflows.Emulator.State;

/// <summary>A group of the directory.</summary>
internal sealed record Group(string Id)
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public required IReadOnlyList<User> Members { get; init; }
}
