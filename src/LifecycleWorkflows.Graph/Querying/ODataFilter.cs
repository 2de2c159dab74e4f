using System.Globalization;

namespace LifecycleWorkflows.Graph.Querying;

/// <summary>Writes <c>$filter</c> expressions.</summary>
internal static class ODataFilter
{
    public static string Equal(string property, string value) =>
        $"{property} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string EqualAny(string property, IReadOnlyCollection<string> values) =>
        string.Join(" or ", values.Select(value => Equal(property, value))) is var any && values.Count > 1
            ? $"({any})"
            : any;

    public static string Compare(string property, string comparison, DateTimeOffset time) =>
        $"{property} {comparison} {Literal(time)}";

    /// <summary>Joins expressions with <c>and</c>; null if there are none.</summary>
    public static string? And(string? raw, IEnumerable<string> pieces)
    {
        string[] given = [.. pieces];
        if (string.IsNullOrWhiteSpace(raw))
            return given.Length == 0 ? null : string.Join(" and ", given);
        return given.Length == 0 ? raw : $"({raw}) and {string.Join(" and ", given)}";
    }

    private static string Literal(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
