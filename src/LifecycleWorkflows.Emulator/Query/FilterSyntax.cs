using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A parsed filter, not yet tied to a type.</summary>
internal abstract record FilterSyntax
{
    public sealed record Comparison(string Property, ComparisonOperator Operator, Literal Literal) : FilterSyntax;

    public sealed record In(string Property, IReadOnlyList<Literal> Literals) : FilterSyntax;

    public sealed record And(FilterSyntax Left, FilterSyntax Right) : FilterSyntax;

    public sealed record Or(FilterSyntax Left, FilterSyntax Right) : FilterSyntax;

    public sealed record Not(FilterSyntax Operand) : FilterSyntax;

    public static GraphException Error(string message) =>
        GraphException.BadRequest($"Invalid filter clause: {message}");

    public IEnumerable<string> Properties =>
        this switch
        {
            Comparison comparison => [comparison.Property],
            In membership => [membership.Property],
            And and => and.Left.Properties.Concat(and.Right.Properties),
            Or or => or.Left.Properties.Concat(or.Right.Properties),
            Not not => not.Operand.Properties,
            _ => [],
        };
}
