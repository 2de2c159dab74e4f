using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

internal sealed class EnumProperty<T>(string name, EnumType type, Func<T, string?> get) : ComparableProperty<T>(name)
{
    protected override string EdmType => type.Name;

    public override Comparison<T> Order => (x, y) => type.OrderOf(get(x)).CompareTo(type.OrderOf(get(y)));

    // Members compare by their exact names, as OData has it; order operators are not defined for enumerations here.
    public override Predicate<T> Compare(ComparisonOperator comparison, Literal literal)
    {
        string? constant = literal.Value switch
        {
            null => null,
            string member when literal.TypeName == "Edm.String" || literal.TypeName == type.Name => type.Contains(
                member
            )
                ? member
                : throw FilterSyntax.Error($"The string '{member}' is not a valid enumeration type constant."),
            _ => throw Incompatible(comparison, literal),
        };
        return comparison switch
        {
            ComparisonOperator.Equal => item => get(item) == constant,
            ComparisonOperator.NotEqual => item => get(item) != constant,
            _ => throw Incompatible(comparison, literal),
        };
    }

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        if (get(item) is string member)
            writer.WriteStringValue(type.Shown(member, options.IncludeUnknownEnumMembers));
        else
            writer.WriteNullValue();
    }
}
