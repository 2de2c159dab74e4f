namespace LifecycleWorkflows.Graph.Querying;

/// <summary>Writes <c>$expand</c> expressions.</summary>
internal static class Expansion
{
    /// <summary>Adds relations to an expression; null if there are none.</summary>
    /// <param name="given">The expression of the user.</param>
    /// <param name="optional">A relation that only adds names.</param>
    /// <param name="needed">The relations that must be there.</param>
    /// <param name="lookedAt">
    /// The properties that are evaluated on this computer. Their relations are read whole, because an option such as
    /// <c>$select</c> would remove what is evaluated.
    /// </param>
    public static string? Join(
        string? given,
        string? optional,
        IEnumerable<string> needed,
        IReadOnlyCollection<string> lookedAt
    )
    {
        HashSet<string> roots = [.. lookedAt.Select(property => property.Split('/')[0])];
        List<string> relations =
        [
            .. Split(given, ',').Select(each => roots.Contains(Name(each)) ? WithoutSelect(each) : each),
        ];
        foreach (string relation in needed.Prepend(optional).OfType<string>())
        {
            if (!relations.Exists(each => Name(each) == relation))
                relations.Add(relation);
        }
        return relations.Count == 0 ? null : string.Join(',', relations);
    }

    private static string Name(string relation) => relation.Split('(')[0].Trim();

    private static string WithoutSelect(string relation)
    {
        int start = relation.IndexOf('(', StringComparison.Ordinal);
        int end = relation.LastIndexOf(')');
        // What isn't complete is for the service to refuse.
        if (start < 0 || end < start)
            return relation;
        string[] options =
        [
            .. Split(relation[(start + 1)..end], ';')
                .Where(option => !option.TrimStart().StartsWith("$select", StringComparison.OrdinalIgnoreCase)),
        ];
        return options.Length == 0 ? Name(relation) : $"{Name(relation)}({string.Join(';', options)})";
    }

    /// <summary>Splits an expression at separators that aren't in parentheses.</summary>
    private static List<string> Split(string? expression, char separator)
    {
        List<string> parts = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i < (expression?.Length ?? 0); i++)
        {
            depth += expression![i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (expression[i] != separator || depth > 0)
                continue;
            parts.Add(expression[start..i]);
            start = i + 1;
        }
        if (!string.IsNullOrEmpty(expression))
            parts.Add(expression[start..]);
        return parts;
    }
}
