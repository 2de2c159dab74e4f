using System.Text.Json;

namespace LifecycleWorkflows.Pester;

/// <summary>One case of a Pester suite, as it ended.</summary>
internal sealed record PesterCase(string Name, string Result, string? Message)
{
    public static PesterCase Parse(string line) => JsonSerializer.Deserialize<PesterCase>(line)!;
}
