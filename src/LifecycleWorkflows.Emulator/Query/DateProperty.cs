using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

internal sealed class DateProperty<T>(string name, Func<T, DateTime?> get)
    : ScalarProperty<T, DateTime?>(name, get, Comparer<DateTime?>.Default)
{
    private const int WireLength = 28;

    protected override string EdmType => "Edm.DateTimeOffset";

    protected override DateTime? Convert(ComparisonOperator comparison, Literal literal) =>
        literal.Value switch
        {
            null => null,
            DateTime date => date,
            _ => throw Incompatible(comparison, literal),
        };

    /// <summary>Seven digits of a second, always: the round-trip format of a UTC time is the wire's.</summary>
    protected override void WriteValue(Utf8JsonWriter writer, DateTime? value)
    {
        Span<byte> text = stackalloc byte[WireLength];
        value.GetValueOrDefault().TryFormat(text, out int length, "O");
        writer.WriteStringValue(text[..length]);
    }
}
