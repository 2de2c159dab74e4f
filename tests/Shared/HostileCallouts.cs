using System.Text.Json;

namespace LifecycleWorkflows.Tests;

/// <summary>
/// The callouts in tests/data/hostile-callouts.json: none may be answered, each has the name of its error and what that
/// must say.
/// </summary>
internal static class HostileCallouts
{
    public static IReadOnlyDictionary<string, (string Text, string Error, string Says)> All { get; } = Read();

    private static Dictionary<string, (string Text, string Error, string Says)> Read()
    {
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllBytes(Repository.File("tests", "data", "hostile-callouts.json"))
        );
        return file
            .RootElement.EnumerateArray()
            .ToDictionary(
                row => row.GetProperty("name").GetString()!,
                row =>
                    (
                        row.TryGetProperty("text", out JsonElement text)
                            ? text.GetString()!
                            : row.GetProperty("callout").GetRawText(),
                        row.GetProperty("error").GetString()!,
                        row.GetProperty("says").GetString()!
                    )
            );
    }
}
