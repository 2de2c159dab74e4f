using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

internal sealed class BooleanProperty<T>(string name, Func<T, bool?> get)
    : ScalarProperty<T, bool?>(name, get, Comparer<bool?>.Default)
{
    protected override string EdmType => "Edm.Boolean";

    protected override bool? Convert(ComparisonOperator comparison, Literal literal) =>
        literal.Value switch
        {
            _ when comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) => throw Incompatible(
                comparison,
                literal
            ),
            null => null,
            bool truth => truth,
            _ => throw Incompatible(comparison, literal),
        };

    protected override void WriteValue(Utf8JsonWriter writer, bool? value) =>
        writer.WriteBooleanValue(value.GetValueOrDefault());
}
