using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>What of a related entity is shown without $expand.</summary>
internal enum NavigationForm
{
    Omitted,
    KeyOnly,

    /// <summary>All of it, which never changes.</summary>
    Whole,
}

/// <summary>A relation to other entities, which $expand can name.</summary>
internal abstract class Navigation<T>(string name) : Property<T>(name)
{
    /// <summary>The same relation, written out with the properties that were selected.</summary>
    public abstract Property<T> Expand(SelectExpandClause clause);
}

/// <summary>A relation to many entities. Their type is a function, since types can name each other.</summary>
internal sealed class CollectionNavigation<T, TTarget>(
    string name,
    Func<EntityType<TTarget>> type,
    Func<T, IEnumerable<TTarget>> get
) : Navigation<T>(name)
{
    public override bool IsDefault => false;

    public override Property<T> Expand(SelectExpandClause clause)
    {
        Projection<TTarget> projection = Projection<TTarget>.Of(type(), clause);
        return new ExpandedProperty<T>(
            Name,
            (writer, item, options) =>
            {
                writer.WriteStartArray(EncodedName);
                foreach (TTarget target in get(item))
                    projection.Write(writer, target, options);
                writer.WriteEndArray();
            }
        );
    }

    // A collection that was not expanded has nothing to show.
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options) { }
}

/// <summary>A relation to one entity.</summary>
internal sealed class ReferenceNavigation<T, TTarget>(
    string name,
    Func<EntityType<TTarget>> type,
    Func<T, TTarget?> get,
    NavigationForm form
) : Navigation<T>(name)
    where TTarget : class
{
    // A page shows the same few entities again and again, so their JSON is kept for as long as they live.
    private readonly ConditionalWeakTable<TTarget, byte[]> _written = [];

    private Projection<TTarget> Whole => field ??= Projection<TTarget>.DefaultOf(type());
    private Projection<TTarget> Key => field ??= Projection<TTarget>.KeyOf(type());

    public override bool IsDefault => form != NavigationForm.Omitted;

    public override Property<T> Expand(SelectExpandClause clause)
    {
        Projection<TTarget> projection = Projection<TTarget>.Of(type(), clause);
        return new ExpandedProperty<T>(Name, (writer, item, options) => Write(writer, item, projection, options));
    }

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        if (form != NavigationForm.Whole)
        {
            Write(writer, item, Key, options);
            return;
        }
        writer.WritePropertyName(EncodedName);
        writer.WriteRawValue(_written.GetValue(get(item)!, Render), skipInputValidation: true);
    }

    private void Write(Utf8JsonWriter writer, T item, Projection<TTarget> projection, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        if (get(item) is TTarget target)
            projection.Write(writer, target, options);
        else
            writer.WriteNullValue();
    }

    private byte[] Render(TTarget target)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            Whole.Write(writer, target, default);
        return buffer.ToArray();
    }
}

/// <summary>A relation as one request wants it written.</summary>
internal sealed class ExpandedProperty<T>(string name, Action<Utf8JsonWriter, T, WireOptions> write) : Property<T>(name)
{
    public override void Write(Utf8JsonWriter writer, T item, WireOptions options) => write(writer, item, options);
}
