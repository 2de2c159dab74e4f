using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A place in the path table from which a <typeparamref name="T"/> is known. Tables are written with these.</summary>
internal sealed class Route<T>(RouteNode node)
    where T : class
{
    /// <summary>Goes one segment deeper; the resource stays the same.</summary>
    public Route<T> Segment(string name) => new(node.Child(name));

    /// <summary>Adds a single related entity.</summary>
    public Route<T> Navigation<TTarget>(string name, EntityType<TTarget> type, Func<T, TTarget?> target)
        where TTarget : class
    {
        node.Child(name).Endpoints["GET"] = (call, resource) =>
            call.Entity(type, target((T)resource) ?? throw GraphException.ResourceNotFound(name));
        return this;
    }

    /// <summary>Adds an action, under its short and its full name.</summary>
    public Route<T> Action(string name, string namespaceName, Func<GraphCall, T, GraphReply> action)
    {
        // Assumption: the short name works wherever the full name does. Microsoft documents one, its SDKs send the other.
        foreach (string segment in new[] { name, $"{namespaceName}.{name}" })
            node.Child(segment).Endpoints["POST"] = (call, resource) => action(call, (T)resource);
        return this;
    }

    /// <summary>Adds what a POST does here.</summary>
    public Route<T> Post(Func<GraphCall, T, GraphReply> create)
    {
        node.Endpoints["POST"] = (call, resource) => create(call, (T)resource);
        return this;
    }

    /// <summary>Adds a collection with its list, its count and its items; returns the place of one item.</summary>
    public Route<TItem> Collection<TItem>(
        string name, EntityType<TItem> type, Func<T, ResourceSet<TItem>> items, DefaultScope<TItem>? scope = null)
        where TItem : class
    {
        RouteNode collection = node.Child(name);
        collection.Endpoints["GET"] = (call, resource) => call.List(type, items((T)resource).Items, scope);
        collection.Child("$count").Endpoints["GET"] = (call, resource) => call.Count(type, items((T)resource).Items, scope);
        RouteNode item = collection.WithKey((parent, key) => items((T)parent).Find(key));
        item.Endpoints["GET"] = (call, resource) => call.Entity(type, (TItem)resource);
        return new(item);
    }
}
