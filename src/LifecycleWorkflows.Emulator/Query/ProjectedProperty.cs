using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A relation as one request wants it written.</summary>
internal sealed class ProjectedProperty<T>(string name, Action<Utf8JsonWriter, T, WireOptions> write)
    : Property<T>(name)
{
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options) => write(writer, item, options);
}
