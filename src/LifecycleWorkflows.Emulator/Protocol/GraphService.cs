using System.Text;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Batching;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Faults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Takes a Graph request from the wire through log, latency, faults and throttle to its answer.</summary>
internal sealed class GraphService(
    GraphEngine engine,
    BatchRunner batches,
    LiveSettings settings,
    Throttle throttle,
    FaultQueue faults,
    RequestLog log,
    TimeProvider clock
)
{
    private const string ClientRequestIdHeader = "client-request-id";

    public async Task ServeAsync(HttpContext context, GraphVersion version, RequestTarget target)
    {
        RecordedRequest record = Record(context.Request, version, target);
        log.Begin(record);
        try
        {
            ReadOnlyMemory<byte> body = await ReadBodyAsync(context.Request, context.RequestAborted);
            record.Body = context.Request.Method == HttpMethods.Get ? null : Encoding.UTF8.GetString(body.Span);
            await Task.Delay(settings.Current.LatencyMilliseconds, context.RequestAborted);

            context.Response.Headers["request-id"] = record.RequestId;
            context.Response.Headers[ClientRequestIdHeader] = record.ClientRequestId;
            GraphRequest request = CreateRequest(context.Request, version, target, record, body);
            if (faults.Take(request.Method, record.PathAndQuery) is Fault fault)
                await FaultPlayer.PlayAsync(context, fault, request, record, answer => Answer(request, answer, record));
            else
                await AnswerAsync(context, request, record);
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
        GraphAnswer answer = new(context.Response.Headers, context.Response.BodyWriter);
        GraphResponse.Write(answer, refusal, new(requestId, requestId), clock.GetUtcNow().UtcDateTime);
        context.Response.StatusCode = answer.Status;
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, GraphRequest request, RecordedRequest record)
    {
        GraphAnswer answer = new(context.Response.Headers, context.Response.BodyWriter);
        record.Applied = Answer(request, answer, record);
        context.Response.StatusCode = answer.Status;
        record.Status = answer.Status;
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private bool Answer(GraphRequest request, GraphAnswer answer, RecordedRequest record)
    {
        try
        {
            if (request.Target.Path == BatchRunner.Path)
                return batches.Answer(request, answer, record);
            throttle.Admit();
            return engine.Answer(request, answer);
        }
        catch (GraphException refusal)
        {
            GraphResponse.Write(answer, refusal, request.Ids, request.Now);
            return false;
        }
    }

    private GraphRequest CreateRequest(
        HttpRequest request,
        GraphVersion version,
        RequestTarget target,
        RecordedRequest record,
        ReadOnlyMemory<byte> body
    ) =>
        new()
        {
            Version = version,
            Method = request.Method,
            ServiceRoot = $"{request.Scheme}://{request.Host}/{version.Segment}",
            Target = target,
            Ids = new(record.RequestId, record.ClientRequestId),
            Body = body,
            Authorization = request.Headers.Authorization,
            Accept = request.Headers.Accept,
            ContentType = request.ContentType,
            Prefer = request.Headers["Prefer"],
            Now = clock.GetUtcNow().UtcDateTime,
        };

    private static RecordedRequest Record(HttpRequest request, GraphVersion version, RequestTarget target)
    {
        string requestId = Guid.NewGuid().ToString();
        string? bearer = Authenticator.BearerToken(request.Headers.Authorization);
        JsonWebToken? token = bearer is null ? null : Tokens.Read(bearer);
        return new()
        {
            Method = request.Method,
            Version = version.Segment,
            Path = target.Path,
            PathAndQuery = target.PathAndQuery,
            Query = target.Query,
            RequestId = requestId,
            ClientRequestId =
                request.Headers[ClientRequestIdHeader] is [{ Length: > 0 } clientRequestId]
                && Ascii.IsValid(clientRequestId)
                    ? clientRequestId
                    : requestId,
            Headers = request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(),
                header =>
                    header.Key.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase)
                        ? "present"
                        : header.Value.ToString()
            ),
            Authorized = bearer is not null,
            AppId = token?.Text("appid"),
            TenantId = token?.Text("tid"),
            User = token?.Text("upn"),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethods.Get)
            return default;
        using MemoryStream buffer = new();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
