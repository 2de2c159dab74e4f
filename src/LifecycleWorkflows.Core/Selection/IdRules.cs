using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LifecycleWorkflows;

/// <summary>
/// Ids that come from outside. An id is an opaque text, but the service gives none that could be taken for another
/// place in a path, here or by something in between.
/// </summary>
internal static partial class IdRules
{
    private const int Longest = 512;

    // What a careless reader, or one that normalises, takes for a slash, a dot, or the beginning of something else than
    // a path.
    private const string LookAlikes =
        "\u2024\u2025\u2026\u2044\u2215\u2216\u2571\u2572\u29F5\u29F8\u29F9\u3002\uFE52\uFE68\uFF03\uFF05\uFF0E\uFF0F\uFF1A\uFF1F\uFF20\uFF3C\uFF61";

    /// <summary>What is wrong with an id; null when nothing is.</summary>
    public static string? FindProblem(string id) =>
        id switch
        {
            { Length: 0 } => "is empty",
            { Length: > Longest } => "is longer than any id",
            _ when id.StartsWith("..", StringComparison.Ordinal) || id == "." => "is made of dots",
            _ when id.AsSpan().Trim().Length < id.Length => "begins or ends with white space",
            _ when id.Any(c => c is '/' or '\\') => "has a slash",
            _ when id.Any(LookAlikes.Contains) => "has a character that looks like a slash or a dot",
            _ when id.EnumerateRunes()
                    .Any(rune =>
                        Rune.GetUnicodeCategory(rune)
                            is UnicodeCategory.Control
                                or UnicodeCategory.Format
                                or UnicodeCategory.LineSeparator
                                or UnicodeCategory.ParagraphSeparator
                        || rune == Rune.ReplacementChar
                    ) => "has a control character",
            _ when Encoded().IsMatch(id) => "is encoded twice",
            _ => null,
        };

    /// <summary>
    /// Whether two ids name the same. Only of GUIDs is it known that their letter case does not matter.
    /// </summary>
    public static bool AreEqual(string one, string other) =>
        one == other
        || (
            Guid.TryParseExact(one, "D", out Guid first)
            && Guid.TryParseExact(other, "D", out Guid second)
            && first == second
        );

    /// <summary>An id as the service writes it: GUIDs in small letters.</summary>
    public static string Normalize(string id) => Guid.TryParseExact(id, "D", out Guid guid) ? guid.ToString("D") : id;

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();
}
