using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

internal static class OrderBy
{
    public static Comparison<T> Parse<T>(EntityType<T> type, string text)
    {
        List<Comparison<T>> keys = [.. text.Split(',').Select(key => ParseKey(type, key))];
        // The default order comes last, so that equal keys do not change places between two pages.
        keys.Add(type.DefaultOrder);
        return (x, y) =>
        {
            foreach (Comparison<T> key in keys)
            {
                int order = key(x, y);
                if (order != 0)
                    return order;
            }
            return 0;
        };
    }

    private static Comparison<T> ParseKey<T>(EntityType<T> type, string key)
    {
        string[] words = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ([_] or [_, "asc" or "desc"]))
            throw GraphException.BadRequest($"Syntax error in '$orderby={key}'.");
        Comparison<T> order = type.Comparable(words[0]).Order;
        return words is [_, "desc"] ? (x, y) => order(y, x) : order;
    }
}
