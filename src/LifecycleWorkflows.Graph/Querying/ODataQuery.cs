using System.Globalization;
using System.Text;

namespace LifecycleWorkflows.Graph.Querying;

/// <summary>The OData options of a listing.</summary>
internal sealed record ODataQuery
{
    public static readonly ODataQuery All = new();

    /// <summary>A filter as somebody wrote it. Only the service understands it.</summary>
    public string? Filter { get; init; }

    /// <summary>Filters of this module's own, joined by <c>and</c> with <see cref="Filter"/>.</summary>
    public IReadOnlyList<FilterClause> Conditions { get; init; } = [];

    public string? OrderBy { get; init; }

    public string? Expand { get; init; }

    public string? Select { get; init; }

    /// <summary>How many items there are to be in all. Kept here too: the service does not promise it.</summary>
    public int? Top { get; init; }

    /// <summary>How many items a page is to have; a wish.</summary>
    public int? PageSize { get; init; }

    /// <summary>What has become known of the service; shared by all listings of one cmdlet.</summary>
    public FilterSupport Support { get; init; } = new();

    /// <summary>Whether conditions and order are decided here, because the service did not take them.</summary>
    public bool IsOnClient { get; private init; }

    /// <summary>
    /// Whether the items wanted may leave the service's list, or change places, while it is being read and its tasks
    /// are answered.
    /// </summary>
    public bool IsVolatile =>
        Names(Filter, [.. Unsteady, "status", "state"])
        || (
            !IsOnClient
            && (
                Names(OrderBy, [.. Unsteady, "status", "state"])
                || Conditions.Any(condition => condition.IsVolatile || Unsteady.Contains(condition.Property))
            )
        );

    /// <summary>This query as the service is known to take it.</summary>
    public ODataQuery AsTaken => Support.HasRefused ? OnClient() : this;

    /// <summary>Whether there is something that can be decided here instead of by the service.</summary>
    public bool CanMoveToClient(Type type) =>
        !IsOnClient
        && (Conditions.Any(condition => !IsDecidedHere(condition)) || OrderBy is not null)
        && (OrderBy is null || ClientSideComparer.Of(OrderBy, type) is not null);

    /// <summary>The same query with conditions and order decided here.</summary>
    public ODataQuery OnClient() => this with { IsOnClient = true };

    /// <summary>Whether an item that the service gave is wanted.</summary>
    public bool IsSelected(GraphObject item) =>
        Conditions.All(condition => !IsDecidedHere(condition) || condition.Matches(item));

    /// <summary>Whether items are chosen here.</summary>
    public bool Chooses => IsOnClient || Conditions.Any(IsDecidedHere);

    /// <summary>Whether anything narrows the list.</summary>
    public bool Narrows => Filter is not null || Conditions.Count > 0;

    /// <summary>
    /// What tells the items of one listing of a place from those of another, however many of them are wanted.
    /// </summary>
    public string Identity =>
        $"{(this with { Top = null }).ToQueryString()} {string.Join(' ', Conditions.Where(condition => !condition.IsFilter))}";

    private static readonly string[] Unsteady =
    [
        "startedDateTime",
        "completedDateTime",
        "lastUpdatedDateTime",
        "failureReason",
        "processingInfo",
        "Count",
    ];

    private static bool Names(string? expression, string[] properties) =>
        expression is not null
        && properties.Any(property => expression.Contains(property, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of an address from the question mark on.</summary>
    /// <returns>An escaped text; empty when there are no options.</returns>
    public string ToQueryString()
    {
        StringBuilder query = new();
        Add(
            query,
            "$filter",
            ODataFilter.And(
                Filter,
                Conditions.Where(condition => !IsDecidedHere(condition)).Select(condition => condition.ToOData())
            )
        );
        Add(query, "$orderby", IsOnClient ? null : OrderBy);
        Add(query, "$expand", Expanded);
        // What is looked at here must be read.
        Add(query, "$select", Chooses ? null : Select);
        int? page =
            Chooses ? PageSize
            : Top < PageSize ? Top
            : PageSize ?? Top;
        Add(query, "$top", page?.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    /// <summary>
    /// The same query without conditions that are known to hold. What they brought along still comes.
    /// </summary>
    public ODataQuery Without(IEnumerable<FilterClause> conditions) =>
        this with
        {
            Conditions = [.. Conditions.Except(conditions)],
            Expand = Expanded,
        };

    /// <summary>What is to be brought along, the relations that are looked at here included.</summary>
    private string? Expanded =>
        Conditions
            .Where(IsDecidedHere)
            .Select(condition => condition.Relation)
            .OfType<string>()
            .Distinct()
            .Aggregate(
                Expand,
                (all, relation) =>
                    all is null ? relation
                    : all.Split(',', '(').Contains(relation) ? all
                    : $"{all},{relation}"
            );

    private bool IsDecidedHere(FilterClause condition) => IsOnClient || !condition.IsFilter;

    private static void Add(StringBuilder query, string option, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append(query.Length == 0 ? '?' : '&').Append(option).Append('=').Append(Uri.EscapeDataString(value));
    }
}
