using System.Globalization;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Graph.Http.Diagnostics;

/// <summary>
/// Requests and responses as -Debug shows them, for a support case: everything that Microsoft support asks for, and
/// nothing that is secret or personal. Bodies, which are personal, are shown only to those who asked for them.
/// </summary>
internal static partial class HttpLogText
{
    private const int Longest = 300;
    private const int LongestBody = 32 * 1024;
    private const int ShortestToken = 8;
    private const string NotShown = "(not shown)";

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

    /// <summary>A body without anything that is a token, or looks like a secret.</summary>
    public static string OfBody(string what, string text, AccessToken token)
    {
        string safe =
            token.Text.Length >= ShortestToken ? text.Replace(token.Text, NotShown, StringComparison.Ordinal) : text;
        safe = Secret().Replace(Jwt().Replace(safe, NotShown), NotShown);
        return $"{what} body: {DisplayText.Truncate(safe, LongestBody)}";
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

    [GeneratedRegex(@"\beyJ[\w-]{10,}(\.[\w-]*){1,4}")]
    private static partial Regex Jwt();

    /// <summary>The value of a member whose name tells that it's a secret, or the signature in an address.</summary>
    [GeneratedRegex(
        """(?<="[^"]*(?:token|secret|password|assertion)[^"]*"\s*:\s*")(?:[^"\\]|\\.)+|(?<=[?&]sig=)[^&"\s]+""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Secret();
}
