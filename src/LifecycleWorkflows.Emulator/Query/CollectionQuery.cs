using System.Globalization;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>The query options of a list: the one face behind which they are parsed.</summary>
internal sealed class CollectionQuery<T>
{
    private static readonly HashSet<string> Supported =
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
    ];

    private readonly Comparison<T> _order;

    public CollectionQuery(EntityType<T> type, QueryParameters parameters)
    {
        UnsupportedOption.Refuse(parameters, Supported);
        Filter = parameters["$filter"] is string filter ? Filter<T>.Parse(type, filter) : null;
        Search = parameters["$search"] is string search ? Search<T>.Parse(type, search) : null;
        _order = parameters["$orderby"] is string orderBy ? OrderBy.Parse(type, orderBy) : type.DefaultOrder;
        Projection = Projection<T>.Parse(type, parameters["$select"], parameters["$expand"]);
        Top = ParseNumber(parameters, "$top");
        Skip = ParseNumber(parameters, "$skip") ?? 0;
        SkipToken = parameters["$skiptoken"];
        Count = parameters["$count"] switch
        {
            null or "false" => false,
            "true" => true,
            string other => throw GraphException.BadRequest(
                $"Invalid value '{other}' for $count query option found. Valid values are 'true' and 'false'."
            ),
        };
    }

    public Filter<T>? Filter { get; }
    public Search<T>? Search { get; }
    public Projection<T> Projection { get; }
    public int? Top { get; }
    public int Skip { get; }
    public bool Count { get; }
    public string? SkipToken { get; }

    /// <summary>The matching items, in order.</summary>
    public T[] Apply(IEnumerable<T> items)
    {
        IEnumerable<T> found = Search is null ? items : items.Where(item => Search.Matches(item));
        T[] matching = [.. Filter is null ? found : found.Where(item => Filter.Matches(item))];
        // Most lists are kept in their default order already, and one look is cheaper than sorting for every page.
        if (!IsOrdered(matching))
            Array.Sort(matching, _order);
        return matching;
    }

    private bool IsOrdered(T[] items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            if (_order(items[i - 1], items[i]) > 0)
                return false;
        }
        return true;
    }

    private static int? ParseNumber(QueryParameters parameters, string option)
    {
        if (parameters[option] is not string text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw GraphException.BadRequest(
                $"Invalid value '{text}' for {option} query option found. The {option} query option requires a non-negative integer value."
            );
    }
}
