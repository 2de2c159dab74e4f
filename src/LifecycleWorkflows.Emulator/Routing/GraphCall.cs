using System.Globalization;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A request on its way through an endpoint, with what endpoints need to answer it.</summary>
internal sealed record GraphCall(
    GraphRequest Request,
    RouteMatch Match,
    Tenant Tenant,
    TaskSequence Tasks,
    AnswerQueue Answers,
    LiveSettings Settings,
    Pager Pager
)
{
    public WireOptions WireOptions => new(Request.IncludeUnknownEnumMembers);

    public GraphReply Entity<T>(EntityType<T> type, T entity)
    {
        Projection<T> projection = QueryOptions<T>.OfItem(type, Request.Query).Projection;
        return GraphReply.Json(writer => EntityBody.Write(writer, this, projection, entity));
    }

    public GraphReply Created<T>(EntityType<T> type, T entity, string id) =>
        GraphReply.Created(
            $"{Request.ServiceRoot}{Request.Target.Path}/{Uri.EscapeDataString(id)}",
            writer => EntityBody.Write(writer, this, Projection<T>.DefaultOf(type), entity)
        );

    public GraphReply List<T>(EntityType<T> type, IEnumerable<T> items, DefaultScope<T>? scope)
    {
        QueryOptions<T> query = QueryOptions<T>.OfList(type, Request.Query);
        Page<T> page = Pager.Read(query, Request.Target.Path, Scoped(items, query, scope));
        return GraphReply.Json(writer => CollectionBody.Write(writer, this, query, page));
    }

    public GraphReply Count<T>(EntityType<T> type, IEnumerable<T> items, DefaultScope<T>? scope)
    {
        QueryOptions<T> query = QueryOptions<T>.OfList(type, Request.Query);
        int count = query.Apply(Scoped(items, query, scope)).Length;
        return GraphReply.Text(count.ToString(CultureInfo.InvariantCulture));
    }

    public GraphReply Value<T>(EntityType<T> type, T value) =>
        GraphReply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", ContextUrl.OfType(this, type.Name));
            Projection<T>.DefaultOf(type).WriteProperties(writer, value, WireOptions);
            writer.WriteEndObject();
        });

    public GraphReply Values<T>(EntityType<T> type, IEnumerable<T> values) =>
        GraphReply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", ContextUrl.OfType(this, $"Collection({type.Name})"));
            writer.WriteStartArray("value");
            foreach (T value in values)
                Projection<T>.DefaultOf(type).Write(writer, value, WireOptions);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private IEnumerable<T> Scoped<T>(IEnumerable<T> items, QueryOptions<T> query, DefaultScope<T>? scope) =>
        scope is null ? items : items.Where(item => scope(item, query.Filter, Request.Now));
}
