using System.Text.Json;

namespace LifecycleWorkflows.Pester;

/// <summary>One case of a Pester suite, as it ended.</summary>
public sealed record PesterCase(string Name, string Result, string? Message)
{
    /// <summary>Reads a line that Invoke-Suites.ps1 wrote.</summary>
    public static PesterCase Parse(string line) => JsonSerializer.Deserialize<PesterCase>(line)!;

    /// <summary>What the runner shows behind the name: how it ended, and why.</summary>
    public override string ToString() => string.IsNullOrEmpty(Message) ? Result : $"{Result}: {Message.Split('\n')[0]}";
}
