namespace LifecycleWorkflows.Graph.Querying;

/// <summary>Sorts objects on this computer as <c>$orderby</c> specifies.</summary>
internal sealed class ClientSideComparer : IComparer<GraphObject>
{
    private readonly (string Property, bool Descending)[] _keys;

    private ClientSideComparer((string, bool)[] keys) => _keys = keys;

    /// <summary>
    /// Parses an order such as <c>startedDateTime desc,id</c>; null if the type doesn't have all of these properties.
    /// </summary>
    public static ClientSideComparer? Of(string? orderBy, Type type)
    {
        if (string.IsNullOrWhiteSpace(orderBy))
            return null;
        string[][] keys =
        [
            .. orderBy
                .Split(',')
                .Select(key => key.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
        return keys.All(key => key is [_] or [_, "asc" or "desc"] && PropertyPath.Exists(type, key[0]))
            ? new([.. keys.Select(key => (key[0], key is [_, "desc"]))])
            : null;
    }

    /// <summary>The properties in an order.</summary>
    public static IEnumerable<string> Properties(string? orderBy) =>
        orderBy?.Split(',').Select(key => key.Trim().Split(' ')[0]) ?? [];

    /// <summary>
    /// The relation that must be expanded to sort by a property; null if none is needed. An object always contains the
    /// IDs of its relations, and the whole task.
    /// </summary>
    public static string? Relation(string property) =>
        property.Split('/') is [var relation, not "id", ..] and not ["task", ..] ? relation : null;

    public int Compare(GraphObject? x, GraphObject? y)
    {
        foreach ((string property, bool descending) in _keys)
        {
            (object? one, object? other) = (PropertyPath.Value(x!, property), PropertyPath.Value(y!, property));
            int order = one is string text
                ? string.CompareOrdinal(text, other as string)
                : Comparer<object?>.Default.Compare(one, other);
            if (order != 0)
                return descending ? -order : order;
        }
        return 0;
    }
}
