namespace LifecycleWorkflows.Emulator.Paging;

/// <summary>A stretch of a list, how long the list is, and where the next stretch begins.</summary>
internal readonly record struct Page<T>(ArraySegment<T> Items, int Count, SkipToken? Next);
