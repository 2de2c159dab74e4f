using System.Text.Json;

namespace LifecycleWorkflows.Tests;

/// <summary>
/// The callouts in tests/data/hostile-callouts.json: none may be answered, each has the name of its error and what that
/// must say.
/// </summary>
internal static class HostileCallouts
{
    public static IReadOnlyDictionary<string, (string Text, string Error, string Says)> All { get; } = Read();

    /// <summary>
    /// The callouts in tests/data/odd-callouts.json: each can be answered, because what is wrong with it only informs.
    /// Each has what the note about it must say; nothing if there's none.
    /// </summary>
    public static IReadOnlyDictionary<string, (string Text, string Note)> Odd { get; } =
        ReadRows("odd-callouts.json").ToDictionary(row => Member(row, "name"), row => (Text(row), Member(row, "note")));

    private static Dictionary<string, (string Text, string Error, string Says)> Read() =>
        ReadRows("hostile-callouts.json")
            .ToDictionary(row => Member(row, "name"), row => (Text(row), Member(row, "error"), Member(row, "says")));

    private static JsonElement[] ReadRows(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.File("tests", "data", file)));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static string Member(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string Text(JsonElement row) =>
        row.TryGetProperty("text", out JsonElement text) ? text.GetString()! : row.GetProperty("callout").GetRawText();
}
