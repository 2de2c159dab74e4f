namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A filter that can be asked whether an entity matches.</summary>
internal sealed class Filter<T>
{
    private Filter(Predicate<T> matches, IEnumerable<string> properties)
    {
        Matches = matches;
        Properties = properties.ToHashSet(StringComparer.Ordinal);
    }

    public Predicate<T> Matches { get; }

    /// <summary>The properties that the filter names.</summary>
    public IReadOnlySet<string> Properties { get; }

    public static Filter<T> Parse(EntityType<T> type, string text)
    {
        FilterSyntax syntax = FilterParser.Parse(text);
        return new(Bind(type, syntax), syntax.Properties);
    }

    private static Predicate<T> Bind(EntityType<T> type, FilterSyntax syntax)
    {
        switch (syntax)
        {
            case FilterSyntax.Comparison(string property, ComparisonOperator comparison, Literal literal):
                return type.Comparable(property).Compare(comparison, literal);
            case FilterSyntax.In(string property, IReadOnlyList<Literal> literals):
                Predicate<T>[] any =
                [
                    .. literals.Select(literal => type.Comparable(property).Compare(ComparisonOperator.Equal, literal)),
                ];
                return item => Array.Exists(any, matches => matches(item));
            case FilterSyntax.And(FilterSyntax left, FilterSyntax right):
                Predicate<T> first = Bind(type, left),
                    second = Bind(type, right);
                return item => first(item) && second(item);
            case FilterSyntax.Or(FilterSyntax left, FilterSyntax right):
                Predicate<T> either = Bind(type, left),
                    or = Bind(type, right);
                return item => either(item) || or(item);
            case FilterSyntax.Not(FilterSyntax operand):
                Predicate<T> negated = Bind(type, operand);
                return item => !negated(item);
            default:
                throw new NotSupportedException(syntax.GetType().Name);
        }
    }
}
