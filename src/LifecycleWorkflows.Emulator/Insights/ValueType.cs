using System.Text.Json;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Insights;

/// <summary>A complex type that a function answers with: no key, and nothing to select.</summary>
internal sealed class ValueType<T>(string name, IReadOnlyList<Property<T>> properties)
{
    public string Name { get; } = name;

    public void Write(Utf8JsonWriter writer, T value, WireOptions options)
    {
        foreach (Property<T> property in properties)
            property.Write(writer, value, options);
    }
}
