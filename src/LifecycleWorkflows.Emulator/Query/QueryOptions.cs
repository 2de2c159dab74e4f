using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>The query options of a request: the one face behind which the OData library reads them.</summary>
internal sealed class QueryOptions<T>
{
    private static readonly HashSet<string> ForItem = ["$select", "$expand"];
    private static readonly HashSet<string> ForList =
    [
        .. ForItem,
        "$filter",
        "$orderby",
        "$top",
        "$skip",
        "$count",
        "$skiptoken",
        "$search",
    ];
    private static readonly HashSet<string> Known = [.. ForList, "$format", "$apply", "$compute"];
    private static readonly MemberResolver Resolver = new();

    private QueryOptions(EntityType<T> type, QueryParameters parameters, HashSet<string> supported)
    {
        foreach (string name in parameters.Names.Where(name => name.StartsWith('$') && !supported.Contains(name)))
            throw Known.Contains(name)
                ? NotHere(name)
                : GraphException.BadRequest($"The query parameter '{name}' is not supported.");
        if (parameters["$expand"] is string expand && !CanExpand(type, expand))
            throw NotHere("$expand");
        ODataQueryOptionParser parser = new(type.Model, type.EdmType, null, parameters.Options) { Resolver = Resolver };
        SkipToken = parameters["$skiptoken"];
        Search = parameters["$search"] is string search ? Search<T>.Parse(type, search) : null;
        Filter = parameters["$filter"] is null
            ? null
            : new(type, Read(parser.ParseFilter, "Invalid filter clause: ") ?? throw Empty("$filter"));
        if (Filter?.Alternatives > type.MaximumAlternatives)
            throw TooManyAlternatives(Filter.Alternatives, type.MaximumAlternatives);
        Order = parameters["$orderby"] is null
            ? type.DefaultOrder
            : OrderBy.Of(type, Read(parser.ParseOrderBy) ?? throw Empty("$orderby"));
        Projection = Projection<T>.Of(type, Read(parser.ParseSelectAndExpand));
        Top = (int?)Math.Min(Read(parser.ParseTop) ?? long.MaxValue, int.MaxValue);
        Skip = (int)Math.Min(Read(parser.ParseSkip) ?? 0, int.MaxValue);
        Count = Read(parser.ParseCount) ?? false;
    }

    public Filter<T>? Filter { get; }
    public Search<T>? Search { get; }
    public Comparison<T> Order { get; }
    public Projection<T> Projection { get; }
    public int? Top { get; }
    public int Skip { get; }
    public bool Count { get; }
    public string? SkipToken { get; }

    public static QueryOptions<T> OfList(EntityType<T> type, QueryParameters parameters) =>
        new(type, parameters, ForList);

    public static QueryOptions<T> OfItem(EntityType<T> type, QueryParameters parameters) =>
        new(type, parameters, ForItem);

    /// <summary>The matching items, in order.</summary>
    public T[] Apply(IEnumerable<T> items)
    {
        IEnumerable<T> found = Search is null ? items : items.Where(item => Search.Matches(item));
        T[] matching = [.. Filter is null ? found : found.Where(item => Filter.Matches(item))];
        // Most lists are kept in their default order already, and one look is cheaper than sorting for every page.
        if (!IsOrdered(matching))
            Array.Sort(matching, Order);
        return matching;
    }

    private static bool CanExpand(EntityType<T> type, string expand) =>
        type.Expandable is null || expand.Split('(')[0].Trim() == type.Expandable;

    private bool IsOrdered(T[] items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            if (Order(items[i - 1], items[i]) > 0)
                return false;
        }
        return true;
    }

    private static TOption Read<TOption>(Func<TOption> parse, string prefix = "")
    {
        try
        {
            return parse();
        }
        catch (ODataException exception)
        {
            bool namesProperty = exception.Message.StartsWith("Could not find a property", StringComparison.Ordinal);
            throw GraphException.BadRequest(namesProperty ? exception.Message : prefix + exception.Message);
        }
    }

    public static GraphException NotHere(string option) =>
        GraphException.BadRequest($"The query option '{option}' is not supported for this resource.");

    private static GraphException TooManyAlternatives(int count, int maximum) =>
        GraphException.BadRequest(
            $"Too many child clauses specified in search filter expression containing 'OR' operators: {count}. Max allowed: {maximum}."
        );

    private static GraphException Empty(string option) =>
        GraphException.BadRequest($"The value of the query option '{option}' is empty.");

    /// <summary>
    /// The library takes the number of a member for the member, as a number and as text. Assumption: Graph takes names.
    /// </summary>
    private sealed class MemberResolver : ODataUriResolver
    {
        public override void PromoteBinaryOperandTypes(
            BinaryOperatorKind binaryOperatorKind,
            ref SingleValueNode leftNode,
            ref SingleValueNode rightNode,
            out IEdmTypeReference typeReference
        )
        {
            Check(leftNode, rightNode);
            Check(rightNode, leftNode);
            base.PromoteBinaryOperandTypes(binaryOperatorKind, ref leftNode, ref rightNode, out typeReference);
        }

        private static void Check(SingleValueNode property, SingleValueNode value)
        {
            if (
                property.TypeReference?.Definition is IEdmEnumType type
                && value is ConstantNode { Value: string or int or long } constant
                && !type.Members.Any(member => member.Name == constant.Value as string)
            )
                throw new ODataException($"The string '{constant.Value}' is not a valid enumeration type constant.");
        }
    }
}
