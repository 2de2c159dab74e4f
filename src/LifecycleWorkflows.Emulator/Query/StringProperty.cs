using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

internal sealed class StringProperty<T>(string name, Func<T, string?> get)
    : ScalarProperty<T, string>(name, get, StringComparer.Ordinal)
{
    protected override string EdmType => "Edm.String";

    protected override string? Convert(ComparisonOperator comparison, Literal literal) =>
        literal switch
        {
            { Value: null } => null,
            { Value: string text, TypeName: "Edm.String" } => text,
            _ => throw Incompatible(comparison, literal),
        };

    protected override void WriteValue(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}
