using System.Text.Json;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

internal static class EntityBody
{
    public static void Write<T>(Utf8JsonWriter writer, GraphCall call, Projection<T> projection, T entity)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", ContextUrl.OfEntity(call));
        projection.WriteProperties(writer, entity, call.WireOptions);
        writer.WriteEndObject();
    }
}
