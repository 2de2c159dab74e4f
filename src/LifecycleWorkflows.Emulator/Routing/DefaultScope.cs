using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>Whether an item belongs to a list by default, given the filter that the client sent and the time.</summary>
internal delegate bool DefaultScope<T>(T item, Filter<T>? filter, DateTime now);
