using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>A cmdlet that reads: one item by its id, or all of a collection.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfQueryCmdlet<T> : LwfServiceCmdlet
    where T : PlacedResource
{
    private readonly HashSet<string> _listed = [];
    private Query _query = Query.All;
    private int? _left;

    private protected LwfQueryCmdlet()
    {
    }

    /// <summary>An OData filter, as the service takes it; joined by <c>and</c> with those of the other parameters.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>Properties to sort by, each with <c>desc</c> behind it if need be.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OrderCompleter))]
    public string[]? OrderBy { get; set; }

    /// <summary>Related resources to bring along, such as <c>subject</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RelationCompleter))]
    public string[]? ExpandProperty { get; set; }

    /// <summary>The only properties to read, by their wire names; the id always comes along.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MemberCompleter))]
    public string[]? Property { get; set; }

    /// <summary>How many objects come out at most, over all that is piped in.</summary>
    [Parameter]
    [WholeNumber]
    public int? Top { get; set; }

    /// <summary>How many objects to ask for in one request; the service may give fewer.</summary>
    [Parameter]
    [WholeNumber]
    public int? PageSize { get; set; }

    private protected abstract ResourceCollection Collection { get; }

    private protected abstract ResourceReader<T> Reader { get; }

    /// <summary>The options of the listing. Filters never bind from the pipeline, so they are the same for every object.</summary>
    private protected virtual Query Query => new()
    {
        Filter = Given(nameof(Filter), Filter),
        OrderBy = Join(Given(nameof(OrderBy), OrderBy)),
        Expand = Join(Given(nameof(ExpandProperty), ExpandProperty)),
        Select = Given(nameof(Property), Property) is { } names ? Join(names.Contains("id", StringComparer.OrdinalIgnoreCase) ? names : [.. names, "id"]) : null,
        Top = Top is { } top ? AtLeast(0, nameof(Top), top) : null,
        PageSize = PageSize is { } size ? AtLeast(1, nameof(PageSize), size) : null,
    };

    private protected sealed override void Begin()
    {
        base.Begin();
        _query = Query;
        _left = _query.Top;
    }

    /// <summary>What the ids that are bound now lead to, when no single item is meant.</summary>
    private protected virtual IAsyncEnumerable<List<T>> PiecesAsync(Query query) => PiecesAsync(Locate(Collection), query);

    private protected IAsyncEnumerable<List<T>> PiecesAsync(ResourcePath path, Query query) =>
        Once(path, query, () => Reader.PiecesAsync(path, query, Bridge, Token));

    /// <summary>
    /// A list, unless it was read already. What is typed beside a pipe can lead each of its objects to the same one, whose items must not come
    /// out, and be answered, twice. How many are still wanted makes no other list of it.
    /// </summary>
    private protected IAsyncEnumerable<List<T>> Once(ResourcePath place, Query query, Func<IAsyncEnumerable<List<T>>> list) =>
        _listed.Add(place + (query with { Top = null }).ToQueryString()) ? list() : FanOut.Each<List<T>>([]);

    private protected sealed override void Process() => WithOne(() =>
    {
        bool filters = _query.Filter is not null || _query.Conditions.Count > 0 || _query.Keep is not null;
        bool isOne = !string.IsNullOrEmpty(Item.Value);
        if (isOne && !filters)
        {
            ResourcePath path = Locate(Collection);
            Query one = Query.All with { Expand = _query.Expand, Select = _query.Select };
            if (_left != 0)
                Emit(Bridge.Wait(Reader.GetAsync(path, Item.Parameter, Item.Value!, one, Bridge, Token)));
            return;
        }
        // A filter beside an id still filters: results that were piped back to see which of them wait must not all come out.
        Query listing = isOne ? _query with { Filter = ODataFilter.And(_query.Filter, [ODataFilter.Equal("id", Item.Value!)]) } : _query;
        foreach (List<T> piece in Bridge.Pull(PiecesAsync(listing with { Top = _left })))
            piece.ForEach(Emit);
    });

    private void Emit(T item)
    {
        _left--;
        Pipeline.Output(item);
    }

    private static string? Join(string[]? names) => names is null ? null : string.Join(',', names.Select(Spelled));

    /// <summary>A member as the wire spells it, with what follows it: objects and tables show it in other letter case.</summary>
    private static string Spelled(string name)
    {
        string first = name.Split(' ', '/', '(')[0];
        string? member = Wire.MembersOf(typeof(T)).FirstOrDefault(each => each.Equals(first, StringComparison.OrdinalIgnoreCase));
        return member is null ? name : member + name[first.Length..];
    }
}
