using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// A relation to an entity that never changes and is written whole, with or without $expand. A page shows the same few
/// entities again and again, so their JSON is kept for as long as they live.
/// </summary>
internal sealed class InlineNavigation<T, TTarget>(string name, EntityType<TTarget> type, Func<T, TTarget> get)
    : Navigation<T>(name)
    where TTarget : class
{
    private readonly Projection<TTarget> _whole = Projection<TTarget>.DefaultOf(type);
    private readonly ConditionalWeakTable<TTarget, byte[]> _written = [];

    public override Property<T> Expand(string? select) =>
        select is null
            ? this
            : new ReferenceNavigation<T, TTarget>(Name, type, get, NavigationForm.Omitted).Expand(select);

    public override void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WritePropertyName(EncodedName);
        writer.WriteRawValue(_written.GetValue(get(item), Render), skipInputValidation: true);
    }

    private byte[] Render(TTarget target)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            _whole.Write(writer, target, default);
        return buffer.ToArray();
    }
}
