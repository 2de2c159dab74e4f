using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A relation to many entities. Their type is a function, since types can name each other.</summary>
internal sealed class CollectionNavigation<T, TTarget>(
    string name,
    Func<EntityType<TTarget>> type,
    Func<T, IEnumerable<TTarget>> get
) : Navigation<T>(name)
{
    public override bool IsDefault => false;

    public override Property<T> Expand(string? select)
    {
        Projection<TTarget> projection = Projection<TTarget>.Parse(type(), select, expand: null);
        return new ProjectedProperty<T>(Name, (writer, item, options) => Write(writer, item, projection, options));
    }

    // A collection that was not expanded has nothing to show.
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options) { }

    private void Write(Utf8JsonWriter writer, T item, Projection<TTarget> projection, WireOptions options)
    {
        writer.WriteStartArray(EncodedName);
        foreach (TTarget target in get(item))
            projection.Write(writer, target, options);
        writer.WriteEndArray();
    }
}
