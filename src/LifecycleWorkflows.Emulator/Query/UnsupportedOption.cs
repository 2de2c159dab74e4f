using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

internal static class UnsupportedOption
{
    private static readonly HashSet<string> Known =
    [
        "$filter",
        "$orderby",
        "$select",
        "$expand",
        "$top",
        "$skip",
        "$count",
        "$skiptoken",
        "$search",
        "$format",
        "$apply",
        "$compute",
    ];

    /// <summary>
    /// Refuses system query options that the resource has not; options without a dollar sign are the client's own.
    /// </summary>
    public static void Refuse(QueryParameters parameters, IReadOnlySet<string> supported)
    {
        foreach (string name in parameters.Names)
        {
            if (name.StartsWith('$') && !supported.Contains(name))
                throw Known.Contains(name)
                    ? NotHere(name)
                    : GraphException.BadRequest($"The query parameter '{name}' is not supported.");
        }
    }

    public static GraphException NotHere(string option) =>
        GraphException.BadRequest($"The query option '{option}' is not supported for this resource.");
}
