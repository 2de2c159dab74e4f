using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>The query options of a single entity.</summary>
internal static class ItemQuery
{
    private static readonly HashSet<string> Supported = ["$select", "$expand"];

    public static Projection<T> Parse<T>(EntityType<T> type, QueryParameters parameters)
    {
        UnsupportedOption.Refuse(parameters, Supported);
        return Projection<T>.Parse(type, parameters["$select"], parameters["$expand"]);
    }
}
