using System.Collections.Concurrent;
using System.Reflection;

namespace LifecycleWorkflows.Graph.Querying;

/// <summary>
/// Reads properties by their Microsoft Graph names, such as <c>subject/id</c>, which differ from the names in .NET only
/// in the case of the first letter.
/// </summary>
internal static class PropertyPath
{
    private static readonly ConcurrentDictionary<(Type, string), PropertyInfo?> Found = [];

    public static bool Exists(Type type, string path)
    {
        Type? current = type;
        foreach (string name in path.Split('/'))
            current = current is null ? null : Find(current, name)?.PropertyType;
        return current is not null
            && typeof(IComparable).IsAssignableFrom(Nullable.GetUnderlyingType(current) ?? current);
    }

    public static object? Value(object item, string path)
    {
        object? current = item;
        foreach (string name in path.Split('/'))
            current = current is null ? null : Find(current.GetType(), name)?.GetValue(current);
        return current;
    }

    private static PropertyInfo? Find(Type type, string name) =>
        Found.GetOrAdd(
            (type, name),
            static key =>
                key.Item2.Length == 0
                    ? null
                    : key.Item1.GetProperty(char.ToUpperInvariant(key.Item2[0]) + key.Item2[1..])
        );
}
