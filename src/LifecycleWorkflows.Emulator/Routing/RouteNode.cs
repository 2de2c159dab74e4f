using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>Serves a request on a resource that its keys have led to.</summary>
internal delegate GraphReply GraphEndpoint(GraphCall call, object resource);

/// <summary>Finds the entity that a key names, below the resource that the keys before it have led to.</summary>
internal delegate object? KeyLookup(object parent, string key);

/// <summary>One segment of the paths that the service knows.</summary>
internal sealed class RouteNode
{
    private readonly Dictionary<string, RouteNode> _children = new(StringComparer.Ordinal);

    public Dictionary<string, GraphEndpoint> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The node of any key below this one; null unless this is a collection.</summary>
    public RouteNode? Key { get; private set; }

    public KeyLookup? Lookup { get; private set; }

    public RouteNode Child(string segment)
    {
        if (!_children.TryGetValue(segment, out RouteNode? child))
            _children.Add(segment, child = new());
        return child;
    }

    public RouteNode WithKey(KeyLookup lookup)
    {
        Lookup = lookup;
        return Key ??= new();
    }

    public RouteNode? Find(string segment) => _children.GetValueOrDefault(segment);
}
