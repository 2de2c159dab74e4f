using System.Text.Json;

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
