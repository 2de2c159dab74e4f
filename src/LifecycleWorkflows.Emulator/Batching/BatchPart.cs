using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Batching;

/// <summary>One request of a batch.</summary>
internal sealed record BatchPart(
    string Id,
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement? Body,
    IReadOnlyList<string> DependsOn
)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
