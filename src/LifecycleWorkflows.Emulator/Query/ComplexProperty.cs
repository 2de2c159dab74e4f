using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A complex value or a collection: it can be selected, but neither filtered nor ordered by.</summary>
internal sealed class ComplexProperty<T>(string name, Action<Utf8JsonWriter, T> writeValue) : Property<T>(name)
{
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        writeValue(writer, item);
    }
}
