using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A request on its way through an endpoint, with what endpoints need to answer it.</summary>
internal sealed record GraphCall(
    GraphRequest Request,
    Caller Caller,
    RouteMatch Match,
    Tenant Tenant,
    TaskSequence Tasks,
    RunSequence Runs,
    AnswerQueue Answers,
    Agenda Agenda,
    LiveSettings Settings,
    Pager Pager
)
{
    private const string Governance = "microsoft.graph.identityGovernance";

    public WireOptions WireOptions => new(Request.IncludeUnknownEnumMembers);

    public GraphReply Entity<T>(EntityType<T> type, T entity)
    {
        Projection<T> projection = QueryOptions<T>.OfItem(type, Request.Query).Projection;
        return GraphReply.Json(writer =>
            EntityBody.Write(writer, ContextUrl.OfEntity(this), projection, entity, WireOptions)
        );
    }

    /// <summary>The entity that an action was called on.</summary>
    public GraphReply Bound<T>(EntityType<T> type, T entity)
    {
        Projection<T> projection = QueryOptions<T>.OfItem(type, Request.Query).Projection;
        return GraphReply.Json(writer =>
            EntityBody.Write(writer, ContextUrl.OfBound(this), projection, entity, WireOptions)
        );
    }

    public GraphReply Created<T>(EntityType<T> type, T entity, string id) =>
        GraphReply.Created(
            $"{Request.ServiceRoot}{Request.Target.Path}/{Uri.EscapeDataString(id)}",
            writer =>
                EntityBody.Write(writer, ContextUrl.OfEntity(this), Projection<T>.DefaultOf(type), entity, WireOptions)
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

    /// <summary>A value of a complex type below identityGovernance.</summary>
    public GraphReply Value(string type, object value)
    {
        JsonObject body = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
        body.Insert(0, "@odata.context", ContextUrl.OfType(this, $"{Governance}.{type}"));
        return GraphReply.Json(writer => body.WriteTo(writer));
    }

    public GraphReply Values(string type, IEnumerable<object> values)
    {
        JsonObject body = new()
        {
            ["@odata.context"] = ContextUrl.OfType(this, $"Collection({Governance}.{type})"),
            ["value"] = JsonSerializer.SerializeToNode(values, JsonSerializerOptions.Web),
        };
        return GraphReply.Json(writer => body.WriteTo(writer));
    }

    private IEnumerable<T> Scoped<T>(IEnumerable<T> items, QueryOptions<T> query, DefaultScope<T>? scope) =>
        scope is null ? items : items.Where(item => scope(item, query.Filter, Request.Now));
}
