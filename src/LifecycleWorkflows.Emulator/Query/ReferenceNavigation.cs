using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A relation to one entity.</summary>
internal sealed class ReferenceNavigation<T, TTarget>(
    string name,
    EntityType<TTarget> type,
    Func<T, TTarget?> get,
    NavigationForm form
) : Navigation<T>(name)
    where TTarget : class
{
    private readonly Projection<TTarget> _key = Projection<TTarget>.KeyOf(type);

    public override bool IsDefault => form != NavigationForm.Omitted;

    public override Property<T> Expand(string? select)
    {
        Projection<TTarget> projection = Projection<TTarget>.Parse(type, select, expand: null);
        return new ProjectedProperty<T>(Name, (writer, item, options) => Write(writer, item, projection, options));
    }

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options) =>
        Write(writer, item, _key, options);

    private void Write(Utf8JsonWriter writer, T item, Projection<TTarget> projection, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        if (get(item) is TTarget target)
            projection.Write(writer, target, options);
        else
            writer.WriteNullValue();
    }
}
