using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>
/// A place in the path table from which a <typeparamref name="T"/> is known. Tables are written with these.
/// </summary>
internal sealed class Route<T>(RouteNode node)
    where T : class
{
    /// <summary>Goes one segment deeper; the resource stays the same.</summary>
    public Route<T> Segment(string name) => new(node.Child(name));

    /// <summary>Names what it takes to read here, and below as far as nothing there says otherwise.</summary>
    public Route<T> ReadWith(Permission permission)
    {
        node.Permissions["GET"] = permission;
        return this;
    }

    /// <summary>Names what it takes to call actions and to create here and below.</summary>
    public Route<T> ChangeWith(Permission permission)
    {
        node.Permissions["POST"] = permission;
        return this;
    }

    /// <summary>Adds the resource itself, as an entity.</summary>
    public Route<T> Entity<TEntity>(EntityType<TEntity> type, Func<T, TEntity> entity)
        where TEntity : class
    {
        node.Endpoints["GET"] = (call, resource) => call.Entity(type, entity((T)resource));
        return this;
    }

    /// <summary>Adds a single related entity.</summary>
    public Route<T> Navigation<TTarget>(string name, EntityType<TTarget> type, Func<T, TTarget?> target)
        where TTarget : class
    {
        node.Child(name).Endpoints["GET"] = (call, resource) =>
            call.Entity(type, target((T)resource) ?? throw GraphException.ResourceNotFound(name));
        return this;
    }

    /// <summary>
    /// Adds an action, under its short and its full name, and what it takes to call it unless that is what it takes
    /// here.
    /// </summary>
    public Route<T> Action(
        string name,
        string namespaceName,
        Func<GraphCall, T, GraphReply> action,
        Func<Caller, T, bool>? exemption = null,
        Permission? call = null
    )
    {
        foreach (string segment in Names(name, namespaceName))
        {
            RouteNode target = node.Child(segment);
            target.Endpoints["POST"] = (request, resource) => action(request, (T)resource);
            if (call is not null)
                target.Permissions["POST"] = call;
            target.Exemption = exemption is null ? null : (caller, resource) => exemption(caller, (T)resource);
        }
        return this;
    }

    /// <summary>Adds a function of a period of time, under its short and its full name.</summary>
    public Route<T> Function(string name, string namespaceName, Func<GraphCall, T, GraphReply> function)
    {
        foreach (string segment in Names(name, namespaceName))
            node.Function(segment).Endpoints["GET"] = (call, resource) => function(call, (T)resource);
        return this;
    }

    /// <summary>Adds a method that changes the resource, and what it takes.</summary>
    public Route<T> Method(string method, Func<GraphCall, T, GraphReply> change, Permission permission)
    {
        node.Endpoints[method] = (call, resource) => change(call, (T)resource);
        node.Permissions[method] = permission;
        return this;
    }

    /// <summary>Adds what a POST does here.</summary>
    public Route<T> Post(Func<GraphCall, T, GraphReply> create)
    {
        node.Endpoints["POST"] = (call, resource) => create(call, (T)resource);
        return this;
    }

    /// <summary>
    /// Adds a collection with its list, its count and its items, and what it takes to read them; returns the place of
    /// one item.
    /// </summary>
    public Route<TItem> Collection<TItem>(
        string name,
        EntityType<TItem> type,
        Func<T, ResourceSet<TItem>> items,
        Permission? read = null,
        DefaultScope<TItem>? scope = null
    )
        where TItem : class
    {
        RouteNode collection = node.Child(name);
        if (read is not null)
            collection.Permissions["GET"] = read;
        collection.Endpoints["GET"] = (call, resource) => call.List(type, items((T)resource).Items, scope);
        collection.Child("$count").Endpoints["GET"] = (call, resource) =>
            call.Count(type, items((T)resource).Items, scope);
        RouteNode item = collection.WithKey(
            (parent, key) =>
            {
                ResourceSet<TItem> all = items((T)parent);
                return all.Find(key) ?? all.Find(GuidText.Plain(key));
            }
        );
        item.Endpoints["GET"] = (call, resource) => call.Entity(type, (TItem)resource);
        return new(item);
    }

    // Assumption: the short name works wherever the full name does. Microsoft documents one, its SDKs send the other.
    private static string[] Names(string name, string namespaceName) => [name, $"{namespaceName}.{name}"];
}
