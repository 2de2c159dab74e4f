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
            segments.Add(new(segment, lookup));
        }
        return new(node, segments);
    }

    public GraphEndpoint Endpoint(string method)
    {
        if (Node.Endpoints.Count == 0)
            throw GraphException.UnknownSegment(Segments.Count == 0 ? "" : Segments[^1].Text);
        return Node.Endpoints.GetValueOrDefault(method) ?? throw GraphException.MethodNotAllowed(Node.Endpoints.Keys);
    }

    public object Resolve(object root)
    {
        object resource = root;
        foreach (RouteSegment segment in Segments)
        {
            if (segment.Lookup is not null)
                resource = segment.Lookup(resource, segment.Text) ?? throw GraphException.ResourceNotFound(segment.Text);
        }
        return resource;
    }
}

/// <summary>A segment, unescaped; those that are keys know how to find what they name.</summary>
internal readonly record struct RouteSegment(string Text, KeyLookup? Lookup)
{
    public bool IsKey => Lookup is not null;
}
