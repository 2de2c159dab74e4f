using System.Text.Json;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

internal static class EntityBody
{
    public static void Write<T>(
        Utf8JsonWriter writer,
        string context,
        Projection<T> projection,
        T entity,
        WireOptions options
    )
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", context);
        projection.WriteProperties(writer, entity, options);
        writer.WriteEndObject();
    }
}
