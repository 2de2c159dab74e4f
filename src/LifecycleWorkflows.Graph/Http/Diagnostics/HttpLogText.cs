using System.Globalization;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Graph.Http.Diagnostics;

/// <summary>
/// Requests and responses as -Debug shows them, for a support case: everything that Microsoft support asks for, and
/// nothing that is secret or personal.
/// </summary>
internal static class HttpLogText
{
    private const int Longest = 300;

    private static readonly string[] Telling =
    [
        "request-id",
        "client-request-id",
        "Date",
        "Retry-After",
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "x-ms-ags-diagnostic",
    ];

    public static string Of(GraphRequest request, HttpRequestMessage message)
    {
        string body = request.Body is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", {request.Body.Length} bytes of {message.Content?.Headers.ContentType?.MediaType}"
            );
        return $"Request: {message.Method} "
            + $"{request.Uri.Scheme}://{request.Uri.Authority}/{request.Path}{RedactedQuery.Of(message.RequestUri!)},"
            + $" client-request-id: {request.ClientRequestId}, authorization: not shown{body}";
    }

    public static string Of(HttpResponseMessage response)
    {
        IEnumerable<string> headers = Telling
            .Select(name =>
                (
                    name,
                    Value: response.Headers.TryGetValues(name, out IEnumerable<string>? values)
                        ? string.Join(", ", values)
                        : null
                )
            )
            .Where(header => header.Value is not null)
            .Select(header => $", {header.name}: {DisplayText.Truncate(header.Value, Longest)}");
        string length = response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Response: {(int)response.StatusCode}, content-type: "
                + $"{response.Content.Headers.ContentType?.MediaType ?? "none"}, content-length: "
                + $"{length}{string.Concat(headers)}"
        );
    }
}
