namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>Orders by one key after another.</summary>
internal static class Order
{
    /// <summary>For what there is only one of.</summary>
    public static Comparison<T> Single<T>() => (_, _) => 0;

    public static Comparison<T> By<T>(Func<T, string> key) => (x, y) => string.CompareOrdinal(key(x), key(y));

    public static Comparison<T> By<T>(Func<T, int> key) => (x, y) => key(x).CompareTo(key(y));

    public static Comparison<T> By<T>(Func<T, string> first, Func<T, string> second) =>
        (x, y) =>
            string.CompareOrdinal(first(x), first(y)) is int order and not 0
                ? order
                : string.CompareOrdinal(second(x), second(y));

    public static Comparison<T> By<T>(Func<T, int> first, Func<T, string> second) =>
        (x, y) =>
            first(x).CompareTo(first(y)) is int order and not 0 ? order : string.CompareOrdinal(second(x), second(y));

    public static Comparison<T> By<T>(Func<T, DateTime?> first, Func<T, string> second) =>
        (x, y) =>
            Nullable.Compare(first(x), first(y)) is int order and not 0
                ? order
                : string.CompareOrdinal(second(x), second(y));
}
