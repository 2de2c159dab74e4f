using LifecycleWorkflows.Emulator.Access;
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

    /// <summary>What each method needs, here and below, as far as nothing below says otherwise.</summary>
    public Dictionary<string, Permission> Permissions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who is let in without the permission, given the resource.</summary>
    public Func<Caller, object, bool>? Exemption { get; set; }

    /// <summary>The node of any key below this one; null unless this is a collection.</summary>
    public RouteNode? Key { get; private set; }

    public KeyLookup? Lookup { get; private set; }

    public RouteNode Child(string segment)
    {
        if (!_children.TryGetValue(segment, out RouteNode? child))
            _children.Add(segment, child = new());
        return child;
    }

    /// <summary>A function: a segment whose arguments follow its name in parentheses.</summary>
    public RouteNode Function(string name) => Child(name + FunctionSegment.Mark);

    public RouteNode WithKey(KeyLookup lookup)
    {
        Lookup = lookup;
        return Key ??= new();
    }

    public RouteNode? Find(string segment) =>
        _children.GetValueOrDefault(segment)
        ?? (
            FunctionSegment.NameOf(segment) is string function
                ? _children.GetValueOrDefault(function + FunctionSegment.Mark)
                : null
        );
}
