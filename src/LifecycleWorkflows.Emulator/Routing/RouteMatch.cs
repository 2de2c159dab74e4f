using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A path that the service knows, with the keys that it names.</summary>
internal sealed record RouteMatch(RouteNode Node, IReadOnlyList<RouteSegment> Segments)
{
    public static RouteMatch Find(RouteNode root, IReadOnlyList<string> path)
    {
        RouteNode node = root;
        List<RouteSegment> segments = [];
        foreach (string segment in path)
        {
            KeyLookup? lookup = null;
            RouteNode? next = node.Find(segment);
            // An empty segment is no key: that is a path with two slashes, or one at its end.
            if (next is null && segment.Length > 0)
                (next, lookup) = (node.Key, node.Lookup);
            node = next ?? throw GraphException.UnknownSegment(segment);
            segments.Add(new(segment, node, lookup));
        }
        return new(node, segments);
    }

    public GraphEndpoint Endpoint(string method)
    {
        if (Node.Endpoints.Count == 0)
            throw GraphException.UnknownSegment(Segments.Count == 0 ? "" : Segments[^1].Text);
        return Node.Endpoints.GetValueOrDefault(method) ?? throw GraphException.MethodNotAllowed(Node.Endpoints.Keys);
    }

    /// <summary>What the method needs here: what the last segment says that says anything.</summary>
    public Permission Permission(string method)
    {
        for (int i = Segments.Count - 1; i >= 0; i--)
        {
            if (Segments[i].Node.Permissions.TryGetValue(method, out Permission? permission))
                return permission;
        }
        throw new InvalidOperationException($"No permission is declared for {method}.");
    }

    public object Resolve(object root)
    {
        object resource = root;
        foreach (RouteSegment segment in Segments)
        {
            if (segment.Lookup is not null)
                resource =
                    segment.Lookup(resource, segment.Text) ?? throw GraphException.ResourceNotFound(segment.Text);
        }
        return resource;
    }
}

/// <summary>
/// A segment, unescaped, and its place in the path table; those that are keys know how to find what they name.
/// </summary>
internal readonly record struct RouteSegment(string Text, RouteNode Node, KeyLookup? Lookup)
{
    public bool IsKey => Lookup is not null;
}
