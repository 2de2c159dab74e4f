using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

internal sealed class Int32Property<T>(string name, Func<T, int?> get)
    : ScalarProperty<T, int?>(name, get, Comparer<int?>.Default)
{
    protected override string EdmType => "Edm.Int32";

    protected override int? Convert(ComparisonOperator comparison, Literal literal) =>
        literal.Value switch
        {
            null => null,
            int number => number,
            _ => throw Incompatible(comparison, literal),
        };

    protected override void WriteValue(Utf8JsonWriter writer, int? value) =>
        writer.WriteNumberValue(value.GetValueOrDefault());
}
