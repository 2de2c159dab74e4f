using System.Globalization;
using System.Text;

namespace LifecycleWorkflows.Graph.Querying;

/// <summary>The OData query options of a list.</summary>
internal sealed record ODataQuery
{
    public static readonly ODataQuery All = new();

    /// <summary>A filter that the user wrote. Only the service can evaluate it.</summary>
    public string? Filter { get; init; }

    /// <summary>Filters that this module creates, joined with <see cref="Filter"/> by <c>and</c>.</summary>
    public IReadOnlyList<FilterClause> Conditions { get; init; } = [];

    public string? OrderBy { get; init; }

    public string? Expand { get; init; }

    /// <summary>A relation that only adds names, and that is done without if the service refuses it.</summary>
    public string? OptionalExpand { get; init; }

    public string? Select { get; init; }

    /// <summary>
    /// The maximum number of items. This module also limits the items because the service doesn't guarantee it.
    /// </summary>
    public int? Top { get; init; }

    /// <summary>The requested number of items in a page. The service can return fewer.</summary>
    public int? PageSize { get; init; }

    /// <summary>What is known about the service, shared by all lists of one cmdlet.</summary>
    public FilterSupport Support { get; init; } = new();

    /// <summary>
    /// Whether conditions and order are evaluated on this computer because the service rejected them.
    /// </summary>
    public bool IsOnClient { get; private init; }

    /// <summary>
    /// Whether items of several lists are sorted together on this computer, so that the properties in the order are read
    /// although the service also sorts each list.
    /// </summary>
    public bool IsSortedOnClient { get; init; }

    /// <summary>Whether items can leave the list or move in it while it's read and its tasks are resumed.</summary>
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
    public ODataQuery AsTaken
    {
        get
        {
            ODataQuery query = Support.HasRefusedExpand ? WithoutOptionalExpand() : this;
            return Support.HasRefused ? query.OnClient() : query;
        }
    }

    /// <summary>What to ask for instead when the service refuses this query, the least change first.</summary>
    public IEnumerable<ODataQuery> Fallbacks(Type type)
    {
        if (OptionalExpand is not null)
            yield return WithoutOptionalExpand();
        if (!CanMoveToClient(type))
            yield break;
        yield return OnClient();
        if (OptionalExpand is not null)
            yield return WithoutOptionalExpand().OnClient();
    }

    private ODataQuery WithoutOptionalExpand() => this with { OptionalExpand = null };

    /// <summary>Whether this computer can evaluate conditions or the order instead of the service.</summary>
    public bool CanMoveToClient(Type type) =>
        !IsOnClient
        && (Conditions.Any(condition => !IsDecidedHere(condition)) || OrderBy is not null)
        && (OrderBy is null || ClientSideComparer.Of(OrderBy, type) is not null);

    /// <summary>Returns the options to read one item by its ID.</summary>
    /// <param name="isLookedAt">Whether the item is then compared with conditions on this computer.</param>
    public ODataQuery OfOne(bool isLookedAt) =>
        All with
        {
            Expand = Expanded,
            Select = isLookedAt || IsSortedOnClient ? null : Select,
        };

    /// <summary>Returns the same query with conditions and order evaluated on this computer.</summary>
    public ODataQuery OnClient() => this with { IsOnClient = true };

    /// <summary>Whether an item that the service returned matches.</summary>
    public bool IsSelected(GraphObject item) =>
        Conditions.All(condition => !IsDecidedHere(condition) || condition.Matches(item));

    /// <summary>Whether items are filtered on this computer.</summary>
    public bool Chooses => IsOnClient || Conditions.Any(IsDecidedHere);

    /// <summary>Whether it has options in the user's own words, which the service alone understands.</summary>
    public bool HasUserOptions => Filter is not null || OrderBy is not null || Select is not null;

    /// <summary>Whether there's any filter.</summary>
    public bool Narrows => Filter is not null || Conditions.Count > 0;

    /// <summary>A text that is the same for queries that select the same items, apart from their number.</summary>
    public string Identity =>
        (this with { Top = null }).ToQueryString()
        + " "
        + string.Join(' ', Conditions.Where(condition => !condition.IsFilter));

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

    /// <summary>Returns the query string, including the question mark.</summary>
    /// <returns>The encoded text; empty if there are no options.</returns>
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
        // Properties that are evaluated on this computer must be read.
        Add(query, "$select", Chooses || IsSortedOnClient ? null : Select);
        int? page =
            Chooses ? PageSize
            : Top < PageSize ? Top
            : PageSize ?? Top;
        Add(query, "$top", page?.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    /// <summary>
    /// Returns the same query without conditions that are known to match. Their relations are still expanded.
    /// </summary>
    public ODataQuery Without(IEnumerable<FilterClause> conditions) =>
        this with
        {
            Conditions = [.. Conditions.Except(conditions)],
            Expand = Expanded,
        };

    /// <summary>
    /// The relations to expand, including those that are evaluated on this computer. These are read with all of their
    /// properties.
    /// </summary>
    private string? Expanded =>
        Expansion.Join(
            Expand,
            OptionalExpand,
            needed: NeededRelations.Distinct(),
            lookedAt: [.. Conditions.Where(IsDecidedHere).Select(condition => condition.Property), .. ClientOrder]
        );

    private IEnumerable<string> NeededRelations =>
        [
            .. Conditions.Where(IsDecidedHere).Select(condition => condition.Relation).OfType<string>(),
            .. ClientOrder.Select(ClientSideComparer.Relation).OfType<string>(),
        ];

    private IEnumerable<string> ClientOrder =>
        IsOnClient || IsSortedOnClient ? ClientSideComparer.Properties(OrderBy) : [];

    private bool IsDecidedHere(FilterClause condition) => IsOnClient || !condition.IsFilter;

    private static void Add(StringBuilder query, string option, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append(query.Length == 0 ? '?' : '&').Append(option).Append('=').Append(Uri.EscapeDataString(value));
    }
}
