using System.Text;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>The value of @odata.context: the path of the request with its keys in parentheses.</summary>
internal static class ContextUrl
{
    public static string OfCollection(GraphCall call) => Build(call, call.Match.Segments.Count);

    public static string OfEntity(GraphCall call)
    {
        IReadOnlyList<RouteSegment> segments = call.Match.Segments;
        // An entity below its collection is named by the collection.
        return Build(call, segments[^1].IsKey ? segments.Count - 1 : segments.Count) + "/$entity";
    }

    /// <summary>Of the entity that an action was called on.</summary>
    public static string OfBound(GraphCall call) =>
        // An action follows the key of its entity.
        Build(call, call.Match.Segments.Count - 2) + "/$entity";

    /// <summary>Of a value that belongs to no entity set.</summary>
    public static string OfType(GraphCall call, string type) => $"{call.Request.ServiceRoot}/$metadata#{type}";

    private static string Build(GraphCall call, int length)
    {
        StringBuilder url = new($"{call.Request.ServiceRoot}/$metadata#");
        for (int i = 0; i < length; i++)
        {
            RouteSegment segment = call.Match.Segments[i];
            if (segment.IsKey)
                url.Append("('").Append(Uri.EscapeDataString(segment.Text)).Append("')");
            else
                url.Append(i == 0 ? "" : "/").Append(segment.Text);
        }
        if (call.Request.Query["$select"] is string select)
            url.Append('(').Append(select).Append(')');
        return url.ToString();
    }
}
