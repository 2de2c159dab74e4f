using System.Text.RegularExpressions;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Http.Diagnostics;

/// <summary>
/// The query of an address as it may be shown: names of properties, operators, times and statuses, and of all else that
/// it is there.
/// </summary>
internal static partial class RedactedQuery
{
    private static readonly HashSet<string> Shown = new(
        [
            "$filter",
            "$orderby",
            "$expand",
            "$select",
            "$top",
            "$count",
            "$skip",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "and",
            "or",
            "not",
            "in",
            "null",
            "true",
            "false",
            "asc",
            "desc",
            .. JsonMaps.TaskProcessingResult,
            .. JsonMaps.Task,
            .. JsonMaps.Subject,
            .. JsonMaps.Run,
            .. JsonMaps.UserProcessingResult,
            .. JsonMaps.Workflow,
            .. ProcessingStatus.Known,
        ],
        StringComparer.Ordinal
    );

    public static string Of(Uri address) =>
        address.Query.Length < 2
            ? ""
            : "?"
                + string.Join(
                    '&',
                    address.Query[1..].Split('&').Select(option => Word().Replace(Uri.UnescapeDataString(option), Mask))
                );

    private static string Mask(Match word) =>
        Shown.Contains(word.Value.Trim('\'')) || Number().IsMatch(word.Value) ? word.Value : "…";

    /// <summary>A quoted text, or what stands between the signs of an expression.</summary>
    [GeneratedRegex("""'(?:[^']|'')*'?|"[^"]*"?|[^\s()=,/]+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\d[\dTZ:.+-]*$")]
    private static partial Regex Number();
}
