namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A collection as a route needs it: what it holds, and how a key finds an item.</summary>
internal readonly record struct ResourceSet<T>(IEnumerable<T> Items, Func<string, T?> Find)
    where T : class;

internal static class ResourceSet
{
    /// <summary>A short collection, searched by the key of each item.</summary>
    public static ResourceSet<T> Of<T>(IEnumerable<T> items, Func<T, string> key)
        where T : class => new(items, wanted => items.FirstOrDefault(item => key(item) == wanted));
}
