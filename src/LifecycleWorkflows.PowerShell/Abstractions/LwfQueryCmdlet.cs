using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A cmdlet that reads: one item by its id, or all of a collection.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfQueryCmdlet<T> : LwfServiceCmdlet
    where T : PlacedResource
{
    private readonly HashSet<string> _listed = [];
    private readonly RecentItems<(ResourceKey, string)> _given = new();
    private ODataQuery _query = ODataQuery.All;
    private int? _left;
    private readonly List<T> _unsorted = [];
    private ClientSideComparer? _order;
    private int _sources;
    private bool _hasListed;
    private bool _hasFound;

    private protected LwfQueryCmdlet() { }

    /// <summary>
    /// An OData filter, as the service takes it; joined by <c>and</c> with those of the other parameters.
    /// </summary>
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

    /// <summary>
    /// The options of the listing. Filters never bind from the pipeline, so they are the same for every object.
    /// </summary>
    private protected virtual ODataQuery Query =>
        new()
        {
            Filter = Filter,
            OrderBy = Join(OrderBy),
            Expand = Join(ExpandProperty),
            Select = Property is { } names
                ? Join(
                    names.Contains(Collection.Key, StringComparer.OrdinalIgnoreCase)
                        ? names
                        : [.. names, Collection.Key]
                )
                : null,
            Top = Top is { } top ? RequireAtLeast(0, nameof(Top), top) : null,
            PageSize = PageSize is { } size ? RequireAtLeast(1, nameof(PageSize), size) : null,
            Conditions = [.. Conditions.OfType<FilterClause>()],
        };

    /// <summary>What the friendly filters ask for; null for those that were not given.</summary>
    private protected virtual IEnumerable<FilterClause?> Conditions =>
        [
            .. ConditionsOf(this as IActivityParameters),
            this is ISubjectParameters { Subject: { } subject } ? FilterClause.OfSubject(subject) : null,
        ];

    private IEnumerable<FilterClause?> ConditionsOf(IActivityParameters? parameters) =>
        parameters is null
            ? []
            :
            [
                FilterClause.In(
                    "processingStatus",
                    NormalizeValues(
                        parameters.ProcessingStatus,
                        ProcessingStatus.Known,
                        nameof(parameters.ProcessingStatus)
                    )
                ),
                FilterClause.OnOrAfter("startedDateTime", parameters.Since),
            ];

    /// <summary>The user who was asked for; null when it was about nobody in particular.</summary>
    private protected virtual string? WantedUser => (this as ISubjectParameters)?.Subject?.Text;

    /// <summary>
    /// Says that a list below a workflow shows no more than some days, unless somebody asked for a time.
    /// </summary>
    private protected void WriteDefaultPeriod(string? runId)
    {
        if (
            string.IsNullOrEmpty(runId)
            && this is IActivityParameters { Since: null }
            && Filter?.Contains("startedDateTime", StringComparison.OrdinalIgnoreCase) != true
        )
            Runtime.Verbose(
                "The service returns what started in the last seven days."
                    + " To get all that it keeps, use -Since 30d."
            );
    }

    private protected override void End()
    {
        IEnumerable<T> items = _sources > 1 && _order is not null ? _unsorted.Order<T>(_order) : _unsorted;
        foreach (T item in items.Take(_left ?? int.MaxValue))
            Runtime.Output(item);
        if (WantedUser is not null && HasReadInVain)
            Runtime.Warning($"No results were found for the user '{WantedUser}'.");
    }

    private protected sealed override void Begin()
    {
        base.Begin();
        _query = Query;
        _left = _query.Top;
        // Each object can lead to a list of its own: what comes of all of them is sorted together.
        _order = Runtime.ExpectingInput ? ClientSideComparer.Of(_query.OrderBy, typeof(T)) : null;
        if (_order is not null)
            _query = _query with { IsSortedOnClient = true };
    }

    /// <summary>What the object that is bound now adds to the filters.</summary>
    private protected virtual IEnumerable<FilterClause> Further => [];

    /// <summary>
    /// The user of an object that is about one, such as the result of a task: the results of its run are those of
    /// everybody.
    /// </summary>
    private protected IEnumerable<FilterClause> OfInputSubject
    {
        get
        {
            if (WantedUser is not null || !string.IsNullOrEmpty(ItemId.Value))
                return [];
            if (ObjectOrigin.SubjectId(InputObject) is { } id)
                return [FilterClause.IdEqual("subject/id", id)];
            if (ObjectOrigin.IsOfOneSubject(InputObject))
                throw Errors.SubjectMissing(ItemId.Parameter);
            return [];
        }
    }

    /// <summary>The items of a selection.</summary>
    private protected virtual IAsyncEnumerable<List<T>> ListPagesAsync(Selection selection, ODataQuery query) =>
        Reader.ListPagesAsync(selection.Place, query, Dispatcher, Token);

    /// <summary>Whether the items of all workflows are read when none is specified.</summary>
    private protected virtual bool ReadsAllWorkflows => false;

    /// <summary>What is wanted instead of the selected items; null for these.</summary>
    private protected virtual IAsyncEnumerable<List<T>>? ListRelatedAsync(Selection selection, ODataQuery query) =>
        null;

    private void ListAllWorkflows()
    {
        RequireOwnInput(Collection);
        if (_left == 0)
            return;
        _hasListed = true;
        WorkflowItemReader<T> everywhere = new(Client, Reader, Collection);
        foreach (
            ItemResult<T> found in Dispatcher.Pull(
                everywhere.ListAsync(BoundKey.Deleted, DefaultVersion, _query, Dispatcher, Token)
            )
        )
        {
            if (found.Failure is not null)
                Runtime.Error(new(found.Failure, null));
            else
                Emit(found.Item!);
            if (_left == 0)
                break;
        }
    }

    private protected sealed override void Process() =>
        ProcessItem(() =>
        {
            ResolveNamesForInput();
            if (ReadsAllWorkflows && !BoundKey.NonEmptyNames.Any() && string.IsNullOrEmpty(ItemId.Value))
            {
                ListAllWorkflows();
                return;
            }
            Selection selection = Select(Collection);
            if (_left == 0)
                return;
            // What came out for an object before does not count again.
            ODataQuery query = _query with
            {
                Top = _hasFound && _order is null ? null : _left,
                Conditions = [.. _query.Conditions, .. Further, .. selection.Conditions.Select(FilterClause.Of)],
            };
            if (selection.OfReport.Count > 0)
                Dispatcher.Wait(Names.RequireReportAsync(selection, Dispatcher, Token));
            if (ListRelatedAsync(selection, query) is { } related)
            {
                foreach (List<T> piece in Dispatcher.Pull(related))
                    piece.ForEach(Emit);
                return;
            }
            bool isOne = !string.IsNullOrEmpty(ItemId.Value);
            if (isOne && !_query.Narrows && !Further.Any() && !selection.IsWalk)
            {
                RequireOrder();
                Emit(ReadOne(selection));
                return;
            }
            // A filter beside an id still filters: results that were piped back to see which of them wait must not all come
            // out.
            if (isOne)
                query = query with { Conditions = [FilterClause.Key(Collection, ItemId.Value!), .. query.Conditions] };
            // What is typed beside a pipe can lead each of its objects to the same list, whose items must not come out, and
            // be answered, twice.
            if (!_listed.Add($"{selection.Place} {selection.IsWalk} {query.Identity}"))
                return;
            RequireOrder();
            _hasListed = true;
            foreach (List<T> piece in Dispatcher.Pull(ListPagesAsync(selection, query)))
            {
                piece.ForEach(Emit);
                if (_left == 0)
                    break;
            }
        });

    /// <summary>What else an id needs to be known by: a task can be in several versions.</summary>
    private static readonly string[] Roots =
    [
        nameof(ResourceKey.WorkflowId),
        nameof(ResourceKey.WorkflowTemplateId),
        .. typeof(T) == typeof(WorkflowTask) ? [nameof(ResourceKey.VersionNumber)] : Array.Empty<string>(),
    ];

    /// <summary>Whether lists were read and nothing came out.</summary>
    private protected bool HasReadInVain => _hasListed && !_hasFound && _query.Top != 0;

    private T ReadOne(Selection selection)
    {
        ODataQuery query = _query.OfOne(isLookedAt: selection.Conditions.Count > 0);
        T item = Dispatcher.Wait(
            Reader.GetAsync(selection.Place, ItemId.Parameter, ItemId.Value!, query, Dispatcher, Token)
        );
        IdCondition? broken = selection.Conditions.FirstOrDefault(each => !FilterClause.Of(each).Matches(item));
        if (broken is not null)
            throw Errors.IdsApart(ItemId.Parameter, ItemId.Value!, broken.Parameter, broken.Id);
        return item;
    }

    private void Emit(T item)
    {
        // Several objects can lead to one item, by its id or through lists that overlap.
        if (
            _left == 0
            || (Runtime.ExpectingInput && !_given.IsNew((item.Origin.Ids.Restrict(Roots), IdRules.Normalize(item.Id))))
        )
            return;
        _hasFound = true;
        if (_order is not null)
        {
            _unsorted.Add(item);
            return;
        }
        _left--;
        Runtime.Output(item);
    }

    private void RequireOrder()
    {
        _sources++;
        if (_sources > 1 && OrderBy is not null && _order is null)
            throw Errors.ParameterInvalid(
                nameof(OrderBy),
                "what comes of several input objects is sorted on this computer,"
                    + " which is possible only by properties of the output objects",
                "Sort by such a property, or pipe one object."
            );
    }

    private static string? Join(string[]? names) => names is null ? null : string.Join(',', names.Select(Spelled));

    /// <summary>
    /// A member as the wire spells it, with what follows it: objects and tables show it in other letter case.
    /// </summary>
    private static string Spelled(string name)
    {
        string first = name.Split(' ', '/', '(')[0];
        string? member = JsonMaps
            .MembersOf(typeof(T))
            .FirstOrDefault(each => each.Equals(first, StringComparison.OrdinalIgnoreCase));
        return member is null ? name : member + name[first.Length..];
    }
}
