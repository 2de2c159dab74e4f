using System.Text;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;
using Microsoft.Net.Http.Headers;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Takes a Graph request from the wire through latency, faults, authentication and routing to its answer.</summary>
internal sealed class GraphService(
    TenantStore tenants, EmulatorSettings settings, Pager pager, FaultQueue faults, RequestLog log, TimeProvider clock)
{
    private const string ClientRequestIdHeader = "client-request-id";

    public async Task ServeAsync(HttpContext context, GraphVersion version, RequestTarget target)
    {
        RecordedRequest record = Record(context.Request, version, target);
        RequestIds ids = new(record.RequestId, record.ClientRequestId);
        log.Begin(record);
        try
        {
            ReadOnlyMemory<byte> body = await ReadBodyAsync(context.Request, context.RequestAborted);
            record.Body = context.Request.Method == HttpMethods.Get ? null : Encoding.UTF8.GetString(body.Span);
            await Task.Delay(settings.Latency, context.RequestAborted);

            context.Response.Headers["request-id"] = ids.RequestId;
            context.Response.Headers[ClientRequestIdHeader] = ids.ClientRequestId;
            GraphRequest request = CreateRequest(context.Request, version, target, body);
            if (faults.Take(request.Method, record.PathAndQuery) is Fault fault)
            {
                await Task.Delay(fault.DelayMilliseconds, context.RequestAborted);
                FaultReply.Write(context.Response, fault, ids, request.Now);
            }
            else
            {
                Answer(context.Response, request, record.Authorized, ids);
            }
            record.Status = context.Response.StatusCode;
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            log.End();
        }
    }

    public async Task RefuseVersionAsync(HttpContext context, string version)
    {
        string requestId = Guid.NewGuid().ToString();
        GraphException refusal = GraphException.BadRequest($"Invalid version: {version}");
        GraphResponse.Write(context.Response, refusal, new(requestId, requestId), clock.GetUtcNow().UtcDateTime);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Answer(HttpResponse response, GraphRequest request, bool authorized, RequestIds ids)
    {
        try
        {
            if (!authorized)
                throw GraphException.Unauthenticated();
            RouteMatch match = RouteMatch.Find(GraphRoutes.For(request.Version), request.Target.Segments());
            GraphEndpoint endpoint = match.Endpoint(request.Method);
            GraphCall call = new(request, match, settings, pager);
            // The body is written while the tenant is guarded, so that an answer shows one moment and not two.
            void Serve(Tenant tenant) => GraphResponse.Write(response, endpoint(call, match.Resolve(tenant)));
            if (request.Method == HttpMethods.Get)
                tenants.Read(Serve);
            else
                tenants.Write(Serve);
        }
        catch (GraphException refusal)
        {
            GraphResponse.Write(response, refusal, ids, request.Now);
        }
    }

    private GraphRequest CreateRequest(HttpRequest request, GraphVersion version, RequestTarget target, ReadOnlyMemory<byte> body) => new()
    {
        Version = version,
        Method = request.Method,
        ServiceRoot = $"{request.Scheme}://{request.Host}/{version.Segment}",
        Target = target,
        Body = body,
        ContentType = request.ContentType,
        IncludeUnknownEnumMembers = request.Headers["Prefer"].Any(value => value?.Contains("include-unknown-enum-members", StringComparison.OrdinalIgnoreCase) == true),
        Now = clock.GetUtcNow().UtcDateTime,
    };

    private static RecordedRequest Record(HttpRequest request, GraphVersion version, RequestTarget target)
    {
        string requestId = Guid.NewGuid().ToString();
        return new()
        {
            Method = request.Method,
            Version = version.Segment,
            Path = target.Path,
            PathAndQuery = target.PathAndQuery,
            Query = target.Query,
            RequestId = requestId,
            ClientRequestId = request.Headers[ClientRequestIdHeader] is [{ Length: > 0 } clientRequestId] ? clientRequestId : requestId,
            Headers = request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(),
                header => header.Key.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase) ? "present" : header.Value.ToString()),
            Authorized = HasBearerToken(request),
        };
    }

    private static bool HasBearerToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && authorization.AsSpan(scheme.Length).Trim().Length > 0;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethods.Get)
            return default;
        using MemoryStream buffer = new();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
