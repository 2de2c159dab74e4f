using System.Text.Json;
using System.Text.Unicode;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>What the body of a response says.</summary>
internal static class ResponseBody
{
    /// <summary>Reads a body as a whole before anything of it is used.</summary>
    /// <exception cref="LifecycleWorkflowsException">It isn't JSON, is cut short, or has another shape.</exception>
    public static async Task<T> ReadAsync<T>(
        GraphRequest request,
        HttpResponseMessage response,
        BodyReader<T> read,
        CancellationToken cancellationToken
    )
    {
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (type is null || !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw HttpErrors.Unreadable(request, response, "the content isn't JSON");
        try
        {
            using PooledBody body = await PooledBody
                .ReadAsync(response.Content, cancellationToken)
                .ConfigureAwait(false);
            if (!Utf8.IsValid(body.Text))
                throw new JsonException("The answer is not UTF-8, or ends within a character.");
            return read(body.Text);
        }
        catch (Exception exception) when (IsCutShort(exception))
        {
            throw HttpErrors.Unreadable(request, response, "the response is incomplete", wasCutShort: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw HttpErrors.Unreadable(request, response, "the response has an unexpected format");
        }
    }

    /// <summary>
    /// Any success of an action is its acceptance. Only a page for a browser comes from something in between, such as a
    /// proxy that requires a sign-in.
    /// </summary>
    public static void EnsureAccepted(GraphRequest request, HttpResponseMessage response)
    {
        string? type = response.Content.Headers.ContentType?.MediaType;
        if ("text/html".Equals(type, StringComparison.OrdinalIgnoreCase))
            throw HttpErrors.Unreadable(request, response, "it's a web page");
    }

    /// <summary>The failure that a response without success stands for.</summary>
    public static async Task<LifecycleWorkflowsException> ReadRefusalAsync(
        GraphRequest request,
        HttpResponseMessage response,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        int status = (int)response.StatusCode;
        try
        {
            using PooledBody body = await PooledBody
                .ReadAsync(response.Content, cancellationToken)
                .ConfigureAwait(false);
            return HttpErrors.Refused(request, status, response.Headers, body.Text, now);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return HttpErrors.Refused(request, status, response.Headers, [], now);
        }
    }

    private static bool IsCutShort(Exception exception) =>
        exception switch
        {
            IOException or JsonException => true,
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown } =>
                true,
            _ => false,
        };
}
