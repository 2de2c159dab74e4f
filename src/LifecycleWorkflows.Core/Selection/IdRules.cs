using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LifecycleWorkflows;

/// <summary>
/// Validates and compares IDs. An ID is an opaque text, but the service doesn't assign IDs that this computer or a
/// proxy could mistake for another path.
/// </summary>
internal static partial class IdRules
{
    private const int Longest = 512;

    // Characters that software might normalize to a slash, a dot, or a delimiter in a URL.
    private const string LookAlikes =
        "\u2024\u2025\u2026\u2044\u2215\u2216\u2571\u2572\u29F5\u29F8\u29F9\u3002\uFE52\uFE68\uFF03\uFF05\uFF0E\uFF0F\uFF1A\uFF1F\uFF20\uFF3C\uFF61";

    /// <summary>Returns why an ID isn't valid; null if it's valid.</summary>
    public static string? FindProblem(string id) =>
        id switch
        {
            { Length: 0 } => "is empty",
            { Length: > Longest } => $"is longer than {Longest} characters",
            _ when id.StartsWith("..", StringComparison.Ordinal) || id == "." => "consists of dots",
            _ when id.AsSpan().Trim().Length < id.Length => "begins or ends with white space",
            _ when id.Any(c => c is '/' or '\\') => "contains a slash",
            _ when id.Any(LookAlikes.Contains) => "contains a character that looks like a slash or a dot",
            _ when id.EnumerateRunes()
                    .Any(rune =>
                        Rune.GetUnicodeCategory(rune)
                            is UnicodeCategory.Control
                                or UnicodeCategory.Format
                                or UnicodeCategory.LineSeparator
                                or UnicodeCategory.ParagraphSeparator
                        || rune == Rune.ReplacementChar
                    ) => "contains a control character",
            _ when Encoded().IsMatch(id) => "is encoded twice",
            _ => null,
        };

    /// <summary>Whether two IDs are the same. Only GUIDs are known to be case-insensitive.</summary>
    public static bool AreEqual(string one, string other) =>
        one == other
        || (
            Guid.TryParseExact(one, "D", out Guid first)
            && Guid.TryParseExact(other, "D", out Guid second)
            && first == second
        );

    /// <summary>An ID as the service spells it: GUIDs in lowercase.</summary>
    public static string Normalize(string id) => Guid.TryParseExact(id, "D", out Guid guid) ? guid.ToString("D") : id;

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();
}
