using System.Text.RegularExpressions;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// $search: phrases in quotes, or single words, between which stand AND, OR or nothing. A phrase may name the property
/// that it is about: "displayName:new hires".
/// </summary>
internal sealed partial class Search<T>
{
    private readonly Func<T, string?> _text;

    /// <summary>The words of one of these lists must all be found.</summary>
    private readonly List<List<string>> _anyOf;

    private Search(Func<T, string?> text, List<List<string>> anyOf) => (_text, _anyOf) = (text, anyOf);

    public bool Matches(T item)
    {
        string[] words = [.. Words(_text(item) ?? "")];
        return _anyOf.Any(wanted =>
            wanted.All(start => words.Any(word => word.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        );
    }

    public static Search<T> Parse(EntityType<T> type, string search)
    {
        if (type.SearchText is not (string property, Func<T, string?> text))
            throw QueryOptions<T>.NotHere("$search");
        List<List<string>> anyOf =
        [
            [],
        ];
        bool isComplete = false;
        foreach (string term in Terms(search))
        {
            if (term == "NOT")
                throw GraphException.BadRequest("The operator 'NOT' is not supported in $search.");
            if (term is "AND" or "OR")
            {
                if (!isComplete)
                    throw Malformed(search);
                isComplete = false;
                if (term == "OR")
                    anyOf.Add([]);
                continue;
            }
            // Assumption: each word of a phrase must begin a word of the text, in any order and any letter case.
            string[] words = [.. Words(WithoutProperty(term.Trim('"'), property))];
            if (words.Length == 0)
                throw Malformed(search);
            anyOf[^1].AddRange(words);
            isComplete = true;
        }
        return isComplete ? new(text, anyOf) : throw Malformed(search);
    }

    private static List<string> Terms(string search)
    {
        List<string> terms = [.. Term().Matches(search).Select(match => match.Value)];
        // What no term covers can only be blanks.
        return string.IsNullOrWhiteSpace(Term().Replace(search, "")) ? terms : throw Malformed(search);
    }

    private static string WithoutProperty(string phrase, string property)
    {
        int colon = phrase.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return phrase;
        if (phrase[..colon] != property)
            throw GraphException.BadRequest($"The property '{phrase[..colon]}' does not support $search.");
        return phrase[(colon + 1)..];
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value);

    private static GraphException Malformed(string search) =>
        GraphException.BadRequest($"Syntax error in '$search={search}'.");

    [GeneratedRegex("\"[^\"]*\"|[\\p{L}\\p{N}_-]+")]
    private static partial Regex Term();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
