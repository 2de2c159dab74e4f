using System.Globalization;
using System.Text;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>The OData options of a listing.</summary>
internal sealed record Query
{
    public static readonly Query All = new();

    public string? Filter { get; init; }

    public string? OrderBy { get; init; }

    public string? Expand { get; init; }

    public string? Select { get; init; }

    /// <summary>How many items there are to be in all. Kept here too: the service does not promise it.</summary>
    public int? Top { get; init; }

    /// <summary>How many items a page is to have; a wish.</summary>
    public int? PageSize { get; init; }

    /// <summary>The statuses that <see cref="Filter"/> was made of; null when it was not, or not only, made here.</summary>
    public IReadOnlyCollection<string>? Statuses { get; init; }

    /// <summary>Whether the items wanted may leave the collection, or change places, while it is being read and its tasks are answered.</summary>
    public bool IsUnsteady => Names(OrderBy, [.. Unsteady, "processingStatus"]) || Names(Filter, Unsteady) || (Names(Filter, ["processingStatus"]) && Statuses?.Any(ProcessingStatus.CanChange) != false);

    private static readonly string[] Unsteady = ["startedDateTime", "completedDateTime", "lastUpdatedDateTime", "failureReason", "processingInfo", "Count"];

    private static bool Names(string? expression, string[] properties) =>
        expression is not null && properties.Any(property => expression.Contains(property, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of an address from the question mark on.</summary>
    /// <returns>An escaped text; empty when there are no options.</returns>
    public string ToQueryString()
    {
        StringBuilder query = new();
        Add(query, "$filter", Filter);
        Add(query, "$orderby", OrderBy);
        Add(query, "$expand", Expand);
        Add(query, "$select", Select);
        int? page = Top < PageSize ? Top : PageSize ?? Top;
        Add(query, "$top", page?.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    private static void Add(StringBuilder query, string option, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append(query.Length == 0 ? '?' : '&').Append(option).Append('=').Append(Uri.EscapeDataString(value));
    }
}
