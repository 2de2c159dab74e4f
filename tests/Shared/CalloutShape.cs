using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LifecycleWorkflows.Tests;

/// <summary>
/// A row of tests/data/callout-shapes.json: a shape in which callouts come, and what becomes of it. Names between
/// percent signs stand for a callout: %OBJECT% for one as JSON, %STRING% for a JSON string that contains it, %BASE64%
/// for its UTF-8.
/// </summary>
/// <param name="Source">Where it comes from; Refused if it isn't read.</param>
/// <param name="Shape">The shape, in words.</param>
/// <param name="Text">The shape as text; null if it's an object that only PowerShell can make.</param>
/// <param name="Layers">What is opened around the first callout.</param>
/// <param name="Callouts">The number of callouts in it.</param>
/// <param name="Refused">What the error says; null if it's read.</param>
internal sealed record CalloutShape(
    string Source,
    string Shape,
    string? Text = null,
    string? Layers = null,
    int Callouts = 1,
    string? Refused = null
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<CalloutShape> All { get; } =
        JsonSerializer.Deserialize<CalloutShape[]>(
            File.ReadAllBytes(Repository.File("tests", "data", "callout-shapes.json")),
            Options
        )!;

    /// <summary>Those in which any callout can be.</summary>
    public static IEnumerable<CalloutShape> Envelopes =>
        All.Where(each =>
            each.Refused is null && each.Text is not null && Regex.IsMatch(each.Text, "%(OBJECT|STRING|BASE64|TWICE)%")
        );

    /// <summary>The shape with a callout in it.</summary>
    public string Fill(string callout = SampleCallouts.Task) =>
        Regex.Replace(Text!, "%([A-Z0-9]+)%", name => Make(name.Groups[1].Value, callout));

    /// <summary>Whether a text that needn't be JSON can be in it.</summary>
    public bool IsForText => !Text!.Contains("%OBJECT%", StringComparison.Ordinal);

    private static string Make(string name, string callout) =>
        name switch
        {
            "OBJECT" => callout,
            "REQUEST" => SampleCallouts.Request,
            "STRING" => Json("\uFEFF" + callout),
            "TWICE" => Json(Json(callout)),
            "BASE64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(callout)),
            "BASE64UTF16" => Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(callout)),
            "BYTES" => JsonSerializer.Serialize(Encoding.UTF8.GetBytes(callout).Select(each => (int)each)),
            "INNER" => Data(callout).GetRawText(),
            "DATA" => Json(Data(callout).GetRawText()),
            "LINE" => callout.ReplaceLineEndings(""),
            "SEPARATOR" => callout.Replace("Create mailbox", "Create\u2028mailbox", StringComparison.Ordinal),
            "REBUILT" => callout
                .Replace("\"workflowVersion\": 3", "\"workflowVersion\": \"3\"", StringComparison.Ordinal)
                .Replace("{ \"id\": \"m\", \"displayName\": \"Miriam\" }", "\"\"", StringComparison.Ordinal),
            "PATH" => SampleCallouts.Path,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static JsonElement Data(string callout)
    {
        using JsonDocument document = JsonDocument.Parse(callout);
        return document.RootElement.GetProperty("data").Clone();
    }
}
