using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A property that $filter and $orderby can name.</summary>
internal abstract class ComparableProperty<T>(string name) : Property<T>(name)
{
    protected abstract string EdmType { get; }

    public abstract Predicate<T> Compare(ComparisonOperator comparison, Literal literal);

    public abstract Comparison<T> Order { get; }

    protected Exception Incompatible(ComparisonOperator comparison, Literal literal) =>
        FilterSyntax.Error(
            $"A binary operator with incompatible types was detected. Found operand types '{EdmType}' and '{literal.TypeName}' for operator kind '{comparison}'."
        );
}

/// <summary>A property whose values have an order of their own.</summary>
internal abstract class ScalarProperty<T, TValue>(string name, Func<T, TValue?> get, IComparer<TValue?> comparer)
    : ComparableProperty<T>(name)
{
    public override Comparison<T> Order => (x, y) => comparer.Compare(get(x), get(y));

    public override Predicate<T> Compare(ComparisonOperator comparison, Literal literal)
    {
        TValue? constant = Convert(comparison, literal);
        return comparison switch
        {
            ComparisonOperator.Equal => item => comparer.Compare(get(item), constant) == 0,
            ComparisonOperator.NotEqual => item => comparer.Compare(get(item), constant) != 0,
            // Null is neither before nor after anything.
            _ when constant is null => _ => false,
            ComparisonOperator.LessThan => item => get(item) is TValue value && comparer.Compare(value, constant) < 0,
            ComparisonOperator.LessThanOrEqual => item =>
                get(item) is TValue value && comparer.Compare(value, constant) <= 0,
            ComparisonOperator.GreaterThan => item =>
                get(item) is TValue value && comparer.Compare(value, constant) > 0,
            _ => item => get(item) is TValue value && comparer.Compare(value, constant) >= 0,
        };
    }

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        if (get(item) is TValue value)
            WriteValue(writer, value);
        else
            writer.WriteNullValue();
    }

    protected abstract TValue? Convert(ComparisonOperator comparison, Literal literal);

    protected abstract void WriteValue(Utf8JsonWriter writer, TValue value);
}
