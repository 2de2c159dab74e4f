using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>The order that a client names.</summary>
internal static class OrderBy
{
    public static Comparison<T> Of<T>(EntityType<T> type, OrderByClause clause)
    {
        string path =
            Filter<T>.PathOf(clause.Expression)
            ?? throw GraphException.BadRequest("Only properties are supported in $orderby.");
        Comparison<T> key = type.Comparable(path).Order;
        // The default order comes last, so that equal keys do not change places between two pages.
        Comparison<T> rest = clause.ThenBy is null ? type.DefaultOrder : Of(type, clause.ThenBy);
        bool isDescending = clause.Direction == OrderByDirection.Descending;
        return (x, y) =>
        {
            int order = isDescending ? key(y, x) : key(x, y);
            return order != 0 ? order : rest(x, y);
        };
    }
}
