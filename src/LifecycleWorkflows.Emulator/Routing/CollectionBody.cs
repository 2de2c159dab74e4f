using System.Text.Json;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

internal static class CollectionBody
{
    public static void Write<T>(Utf8JsonWriter writer, GraphCall call, QueryOptions<T> query, Page<T> page)
    {
        WireOptions options = call.WireOptions;
        writer.WriteStartObject();
        writer.WriteString("@odata.context", ContextUrl.OfCollection(call));
        if (query.Count)
            writer.WriteNumber("@odata.count", page.Count);
        if (page.Next is SkipToken next)
            writer.WriteString("@odata.nextLink", NextLink(call.Request, next));
        writer.WriteStartArray("value");
        foreach (T item in page.Items)
            query.Projection.Write(writer, item, options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string NextLink(GraphRequest request, SkipToken next)
    {
        string options = request.Query.RawWithout("$skiptoken", "$skip");
        string separator = options.Length == 0 ? "" : "&";
        return $"{request.ServiceRoot}{request.Target.Path}?{options}{separator}$skiptoken={next.Encode()}";
    }
}
