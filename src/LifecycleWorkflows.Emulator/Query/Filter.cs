using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// A filter that can be asked whether an entity matches. Of what the library reads Graph serves a part: comparisons of
/// properties with constants.
/// </summary>
internal sealed class Filter<T>
{
    private readonly EntityType<T> _type;
    private readonly HashSet<string> _properties = new(StringComparer.Ordinal);

    public Filter(EntityType<T> type, FilterClause clause)
    {
        _type = type;
        Matches = Bind(clause.Expression);
    }

    public Predicate<T> Matches { get; }

    /// <summary>The properties that the filter names.</summary>
    public IReadOnlySet<string> Properties => _properties;

    /// <summary>The path of properties that the node names; null if it is anything else.</summary>
    public static string? PathOf(QueryNode node) =>
        node switch
        {
            ConvertNode convert => PathOf(convert.Source),
            SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } own => own.Property.Name,
            SingleValuePropertyAccessNode
            {
                Source: SingleNavigationNode { Source: ResourceRangeVariableReferenceNode } related
            } theirs => $"{related.NavigationProperty.Name}/{theirs.Property.Name}",
            _ => null,
        };

    /// <summary>How many values it chooses from: those that stand between or, and among the values of in.</summary>
    public int Alternatives { get; private set; } = 1;

    private Predicate<T> Bind(SingleValueNode node)
    {
        switch (node)
        {
            case ConvertNode convert:
                return Bind(convert.Source);
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                Predicate<T> negated = Bind(not.Operand);
                return item => !negated(item);
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and:
                (Predicate<T> first, Predicate<T> second) = (Bind(and.Left), Bind(and.Right));
                return item => first(item) && second(item);
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or:
                Alternatives++;
                (Predicate<T> one, Predicate<T> other) = (Bind(or.Left), Bind(or.Right));
                return item => one(item) || other(item);
            case BinaryOperatorNode comparison:
                return ConstantOf(comparison.Left) is ConstantNode left
                    ? Compare(comparison.Right, Mirror(comparison.OperatorKind), left)
                    : Compare(comparison.Left, comparison.OperatorKind, ConstantOf(comparison.Right));
            case InNode { Right: CollectionConstantNode { Collection: { Count: > 0 } constants } } membership:
                Alternatives += constants.Count - 1;
                Predicate<T>[] any =
                [
                    .. constants.Select(constant => Compare(membership.Left, BinaryOperatorKind.Equal, constant)),
                ];
                return item => Array.Exists(any, matches => matches(item));
            default:
                throw Unsupported();
        }
    }

    private Predicate<T> Compare(SingleValueNode node, BinaryOperatorKind comparison, ConstantNode? constant)
    {
        if (constant is null || PathOf(node) is not string path)
            throw Unsupported();
        _properties.Add(path);
        return _type.Comparable(path).Compare(comparison, constant);
    }

    private static ConstantNode? ConstantOf(SingleValueNode node) =>
        node is ConvertNode convert ? ConstantOf(convert.Source) : node as ConstantNode;

    /// <summary>The operator that means the same when its operands change places.</summary>
    private static BinaryOperatorKind Mirror(BinaryOperatorKind comparison) =>
        comparison switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
            _ => comparison,
        };

    private static GraphException Unsupported() =>
        GraphException.InvalidFilter("Only comparisons of a property with a constant are supported.");
}
