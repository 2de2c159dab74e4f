using System.Buffers;
using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Writes the answer of a fault.</summary>
internal static class FaultReply
{
    public static void Write(HttpResponse response, Fault fault, RequestIds ids, DateTime now)
    {
        response.StatusCode = fault.Status;
        response.ContentType = fault.ContentType ?? GraphResponse.ContentType;
        if (fault.RetryAfter is not null)
            response.Headers.RetryAfter = fault.RetryAfter;
        if (fault.Body is not null)
        {
            response.BodyWriter.Write(Encoding.UTF8.GetBytes(fault.Body));
            return;
        }
        using Utf8JsonWriter writer = new(response.BodyWriter);
        if (fault.NextLink is not null)
            WriteEmptyPage(writer, fault.NextLink);
        else if (fault.Status >= StatusCodes.Status400BadRequest)
            GraphError.Write(writer, fault.Code ?? DefaultCode(fault.Status), fault.Message ?? $"The emulator was told to answer {fault.Status}.", ids, now);
    }

    private static void WriteEmptyPage(Utf8JsonWriter writer, string nextLink)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.nextLink", nextLink);
        writer.WriteStartArray("value");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string DefaultCode(int status) => status switch
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
