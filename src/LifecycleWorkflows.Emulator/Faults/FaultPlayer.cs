using System.Net.Sockets;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.AspNetCore.Connections.Features;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Lets a fault happen to a request: on the answer, or on the connection.</summary>
internal static class FaultPlayer
{
    private const int DropsPerSecond = 10;

    public static async Task PlayAsync(
        HttpContext context,
        Fault fault,
        GraphRequest request,
        RecordedRequest record,
        Func<GraphAnswer, bool> serve
    )
    {
        record.Fault = fault.Kind.WireName;
        await Task.Delay(fault.DelayMilliseconds, context.RequestAborted);
        BufferedAnswer real = new();
        if (fault.CarriesOut)
            record.Applied = serve(real.Answer);

        switch (fault.Kind)
        {
            case FaultKind.Reset:
                Reset(context);
                break;
            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case FaultKind.Truncate or FaultKind.TruncateChunked:
                await TruncateAsync(context, record, real, announceLength: fault.Kind == FaultKind.Truncate);
                break;
            case FaultKind.TruncateJson:
                await SendAsync(context, record, real, real.Body[..(real.Body.Length / 2)]);
                break;
            case FaultKind.Slow:
                await DribbleAsync(context, record, real, fault.BytesPerSecond);
                break;
            case FaultKind.ContentType:
                real.Answer.Headers.ContentType = fault.ContentType ?? MediaType.Text;
                await SendAsync(context, record, real, real.Body);
                break;
            case FaultKind.Link:
                await SendAsync(context, record, real, PageLink.Replace(real.Body, FaultReply.ForeignLink(fault)));
                break;
            case FaultKind.Loop:
                await SendAsync(
                    context,
                    record,
                    real,
                    PageLink.Replace(real.Body, request.ServiceRoot + request.Target.PathAndQuery)
                );
                break;
            default:
                BufferedAnswer instead = new();
                FaultReply.Write(instead.Answer, fault, request.Ids, request.Now);
                await SendAsync(context, record, instead, instead.Body);
                break;
        }
    }

    // Lingering for no time makes the system send a reset, where closing alone would end the connection in good order.
    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { Socket: Socket socket })
        {
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
        }
        context.Abort();
    }

    private static void Begin(HttpContext context, RecordedRequest record, BufferedAnswer answer)
    {
        context.Response.StatusCode = answer.Answer.Status;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in answer.Answer.Headers)
            context.Response.Headers[name] = value;
        record.Status = answer.Answer.Status;
    }

    private static async Task SendAsync(
        HttpContext context,
        RecordedRequest record,
        BufferedAnswer answer,
        ReadOnlyMemory<byte> body
    )
    {
        Begin(context, record, answer);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task TruncateAsync(
        HttpContext context,
        RecordedRequest record,
        BufferedAnswer answer,
        bool announceLength
    )
    {
        Begin(context, record, answer);
        if (announceLength)
            context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        // After an exception the server sends what it has, but neither the rest nor the end.
        throw new EndOfStreamException("The body is cut short on demand.");
    }

    private static async Task DribbleAsync(
        HttpContext context,
        RecordedRequest record,
        BufferedAnswer answer,
        int bytesPerSecond
    )
    {
        Begin(context, record, answer);
        int drop = Math.Max(1, bytesPerSecond / DropsPerSecond);
        TimeSpan pause = TimeSpan.FromSeconds((double)drop / bytesPerSecond);
        for (int start = 0; start < answer.Body.Length; start += drop)
        {
            await context.Response.Body.WriteAsync(
                answer.Body.Slice(start, Math.Min(drop, answer.Body.Length - start)),
                context.RequestAborted
            );
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(pause, context.RequestAborted);
        }
    }
}
