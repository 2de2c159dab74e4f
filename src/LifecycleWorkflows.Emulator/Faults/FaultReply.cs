using System.Buffers;
using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Writes the answers of faults that take the place of the real one.</summary>
internal static class FaultReply
{
    private const string Page =
        "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The server is temporarily unable to service your request.</p></body></html>\n";
    private const string Elsewhere = "https://elsewhere.example/v1.0/identityGovernance/lifecycleWorkflows";

    public static void Write(GraphAnswer answer, Fault fault, RequestIds ids, DateTime now)
    {
        answer.Status = fault.EffectiveStatus;
        if (fault.RetryAfterHeader(now) is string retryAfter)
            answer.Headers.RetryAfter = retryAfter;
        switch (fault.Kind)
        {
            case FaultKind.Html:
                WriteText(answer, fault.ContentType ?? "text/html; charset=utf-8", fault.Body ?? Page);
                break;
            case FaultKind.Empty:
                break;
            case FaultKind.Redirect:
                answer.Headers.Location = fault.Location ?? Elsewhere;
                break;
            default:
                WriteStatus(answer, fault, ids, now);
                break;
        }
    }

    /// <summary>The link of a page that another host claims.</summary>
    public static string ForeignLink(Fault fault) => fault.NextLink ?? $"{Elsewhere}?$skiptoken=1";

    private static void WriteStatus(GraphAnswer answer, Fault fault, RequestIds ids, DateTime now)
    {
        if (fault.Body is not null)
        {
            WriteText(answer, fault.ContentType ?? GraphResponse.ContentType, fault.Body);
            return;
        }
        answer.Headers.ContentType = fault.ContentType ?? GraphResponse.ContentType;
        using Utf8JsonWriter writer = new(answer.Body);
        if (fault.NextLink is not null)
            WriteEmptyPage(writer, fault.NextLink);
        else if (answer.Status >= StatusCodes.Status400BadRequest)
            GraphError.Write(
                writer,
                fault.Code ?? DefaultCode(answer.Status),
                fault.Message ?? $"The emulator was told to answer {answer.Status}.",
                ids,
                now
            );
    }

    private static void WriteText(GraphAnswer answer, string contentType, string text)
    {
        answer.Headers.ContentType = contentType;
        answer.Body.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void WriteEmptyPage(Utf8JsonWriter writer, string nextLink)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.nextLink", nextLink);
        writer.WriteStartArray("value");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string DefaultCode(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => "InvalidAuthenticationToken",
            StatusCodes.Status403Forbidden => "Authorization_RequestDenied",
            StatusCodes.Status404NotFound => "ResourceNotFound",
            StatusCodes.Status405MethodNotAllowed => "Request_BadRequest",
            StatusCodes.Status409Conflict => "Conflict",
            StatusCodes.Status429TooManyRequests => "TooManyRequests",
            StatusCodes.Status503ServiceUnavailable => "ServiceUnavailable",
            StatusCodes.Status504GatewayTimeout => "GatewayTimeout",
            >= StatusCodes.Status500InternalServerError => "InternalServerError",
            _ => "BadRequest",
        };
}
