using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>One property of an entity: how it is written, compared and ordered.</summary>
internal abstract class Property<T>(string name)
{
    public string Name { get; } = name;

    /// <summary>The name on the wire, escaped once.</summary>
    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name);

    /// <summary>Whether it is part of the entity when nothing is selected.</summary>
    public virtual bool IsDefault => true;

    public abstract void Write(Utf8JsonWriter writer, T item, WireOptions options);
}

/// <summary>A complex value or a collection: it can be selected, but neither filtered nor ordered by.</summary>
internal sealed class ComplexProperty<T>(string name, Func<T, object?> get) : Property<T>(name)
{
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        JsonSerializer.Serialize(writer, get(item), JsonSerializerOptions.Web);
    }
}

/// <summary>A property that $filter and $orderby can name.</summary>
internal abstract class ComparableProperty<T>(string name) : Property<T>(name)
{
    public abstract Comparison<T> Order { get; }

    public abstract Predicate<T> Compare(BinaryOperatorKind comparison, ConstantNode constant);
}

/// <summary>A property whose values have an order.</summary>
/// <param name="name">Its name.</param>
/// <param name="get">Its value in an item.</param>
/// <param name="comparer">The order of the values.</param>
/// <param name="convert">A constant of a filter as such a value; null for one of another type.</param>
/// <param name="write">How the value is written.</param>
internal sealed class ScalarProperty<T, TValue>(
    string name,
    Func<T, TValue?> get,
    IComparer<TValue?> comparer,
    Func<ConstantNode, TValue?> convert,
    Action<Utf8JsonWriter, TValue, WireOptions> write
) : ComparableProperty<T>(name)
{
    /// <summary>Whether values are only equal or not, as far as a filter can ask.</summary>
    public bool IsUnordered { get; init; }

    public override Comparison<T> Order => (x, y) => comparer.Compare(get(x), get(y));

    public override Predicate<T> Compare(BinaryOperatorKind comparison, ConstantNode node)
    {
        TValue? constant = node.Value is null ? default : convert(node) ?? throw Incompatible(comparison, node);
        switch (comparison)
        {
            case BinaryOperatorKind.Equal:
                return item => comparer.Compare(get(item), constant) == 0;
            case BinaryOperatorKind.NotEqual:
                return item => comparer.Compare(get(item), constant) != 0;
        }
        if (IsUnordered)
            throw Incompatible(comparison, node);
        Predicate<int> matches = comparison switch
        {
            BinaryOperatorKind.LessThan => order => order < 0,
            BinaryOperatorKind.LessThanOrEqual => order => order <= 0,
            BinaryOperatorKind.GreaterThan => order => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order => order >= 0,
            _ => throw Incompatible(comparison, node),
        };
        // Null is neither before nor after anything.
        return constant is null
            ? _ => false
            : item => get(item) is TValue value && matches(comparer.Compare(value, constant));
    }

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        if (get(item) is TValue value)
            write(writer, value, options);
        else
            writer.WriteNullValue();
    }

    private GraphException Incompatible(BinaryOperatorKind comparison, ConstantNode constant) =>
        GraphException.InvalidFilter(
            $"The property '{Name}' can not be compared with '{constant.LiteralText}' by the operator kind '{comparison}'."
        );
}
