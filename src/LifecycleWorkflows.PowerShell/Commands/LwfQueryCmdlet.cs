using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>A cmdlet that reads: one item by its id, or all of a collection.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfQueryCmdlet<T> : LwfServiceCmdlet
    where T : LifecycleResource
{
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
    public string[]? OrderBy { get; set; }

    /// <summary>Related resources to bring along, such as <c>subject</c>.</summary>
    [Parameter]
    public string[]? ExpandProperty { get; set; }

    /// <summary>The only properties to read, by their wire names; the id always comes along.</summary>
    [Parameter]
    public string[]? Property { get; set; }

    /// <summary>How many objects come out at most, over all that is piped in.</summary>
    [Parameter]
    public int? Top { get; set; }

    /// <summary>How many objects to ask for in one request; the service may give fewer.</summary>
    [Parameter]
    public int? PageSize { get; set; }

    private protected abstract ResourceCollection Collection { get; }

    private protected abstract ResourceReader<T> Reader { get; }

    /// <summary>The options of the listing. Filters never bind from the pipeline, so they are the same for every object.</summary>
    private protected virtual Query Query => new()
    {
        Filter = string.IsNullOrWhiteSpace(Filter) ? null : Filter,
        OrderBy = Join(OrderBy),
        Expand = Join(ExpandProperty),
        Select = Property is null ? null : Join(Property.Contains("id", StringComparer.OrdinalIgnoreCase) ? Property : [.. Property, "id"]),
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
    private protected virtual IAsyncEnumerable<T> ListAsync(Query query) => Reader.ListAsync(Locate(Collection), query, Bridge, Token);

    private protected sealed override void Process()
    {
        try
        {
            if (!string.IsNullOrEmpty(Item.Value))
            {
                ResourcePath path = Locate(Collection);
                Query one = Query.All with { Expand = _query.Expand, Select = _query.Select };
                if (_left != 0)
                    Emit(Bridge.Wait(Reader.GetAsync(path, Item.Parameter, Item.Value, one, Bridge, Token)));
                return;
            }
            foreach (T item in Bridge.Pull(ListAsync(_query with { Top = _left })))
                Emit(item);
        }
        catch (LifecycleWorkflowsException exception)
        {
            Pipeline.Error(new(exception, Target));
        }
    }

    private void Emit(T item)
    {
        _left--;
        Pipeline.Output(item);
    }

    private static string? Join(string[]? names) => names is null ? null : string.Join(',', names);
}
