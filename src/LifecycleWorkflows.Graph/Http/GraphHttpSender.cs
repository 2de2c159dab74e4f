using System.Diagnostics;
using System.Globalization;
using System.Net;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// Sends a request once: with a token, within a time limit, and to the connection's service only. Every failure is the
/// module's exception, except a refused token.
/// </summary>
internal sealed class GraphHttpSender : IDisposable
{
    private const int MaxRedirects = 5;

    private static readonly GraphClientOptions ClientOptions = new()
    {
        GraphProductPrefix = "LifecycleWorkflows",
        GraphServiceTargetVersion = "",
        GraphServiceLibraryClientVersion = typeof(GraphHttpSender).Assembly.GetName().Version!.ToString(3),
    };

    private readonly ServiceRoot _serviceRoot;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly bool _showsBodies;
    private readonly SocketsHttpHandler? _ownHandler;
    private readonly HttpMessageHandler _handler;
    private readonly HttpClient _http;
    private readonly GraphServiceClient _graph;

    /// <param name="serviceRoot">Where requests go, and nowhere else.</param>
    /// <param name="handler">What sends the requests; null for the framework's own. Never disposed here.</param>
    /// <param name="timeout">How long an attempt may take.</param>
    /// <param name="clock">The time that it is measured with.</param>
    /// <param name="showsBodies">Whether debug texts show the bodies of requests and responses.</param>
    public GraphHttpSender(
        ServiceRoot serviceRoot,
        HttpMessageHandler? handler,
        TimeSpan timeout,
        TimeProvider clock,
        bool showsBodies = false
    )
    {
        _showsBodies = showsBodies;
        _serviceRoot = serviceRoot;
        _timeout = timeout;
        _clock = clock;
        if (handler is null)
            handler = _ownHandler = HttpHandlers.Create(attemptTimeout: timeout);
        _handler = handler;
        _http = new(new GraphTelemetryHandler(ClientOptions) { InnerHandler = handler }, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _graph = new(_http, new AnonymousAuthenticationProvider(), serviceRoot.Root.AbsoluteUri);
    }

    /// <summary>Sends the request of a call, and makes something of the response. Its time runs from here on.</summary>
    /// <exception cref="LifecycleWorkflowsException">The service refused it, or can't be reached or read.</exception>
    /// <exception cref="TokenRefusedException">The service refused the token.</exception>
    public async Task<T> SendAsync<T>(GraphCall call, AccessToken token, ResponseReader<T> read)
    {
        using CancellationTokenSource limit = new(_timeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            call.CancellationToken
        );
        call.Cost.BeginSending();
        try
        {
            return await FollowRedirectsAsync(call, token, read, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsFinal(exception, call.CancellationToken))
        {
            TimeSpan? end = limit.IsCancellationRequested ? _timeout : null;
            throw HttpErrors.FromException(exception, call.Request, _handler, end);
        }
        finally
        {
            call.Cost.EndSending();
        }
    }

    public void Dispose()
    {
        _graph.Dispose();
        _http.Dispose();
        _ownHandler?.Dispose();
    }

    private static bool IsFinal(Exception exception, CancellationToken cancellationToken) =>
        exception is LifecycleWorkflowsException or TokenRefusedException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private async Task<T> FollowRedirectsAsync<T>(
        GraphCall call,
        AccessToken token,
        ResponseReader<T> read,
        CancellationToken cancellationToken
    )
    {
        Uri address = call.Request.Uri;
        for (int redirects = 0; ; redirects++)
        {
            using HttpResponseMessage response = await SendOnceAsync(call, address, token, cancellationToken)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return await read(response, token, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
            {
                LifecycleWorkflowsException refusal = await ResponseBody
                    .ReadRefusalAsync(call.Request, response, _clock.GetUtcNow(), cancellationToken)
                    .ConfigureAwait(false);
                throw HttpErrors.Classify(refusal, response.Headers, token);
            }
            bool mayFollow = call.Request.IsRead && redirects < MaxRedirects;
            if (!mayFollow || Target(address, response) is not { } next)
                throw HttpErrors.LeavesService(call.Request, $"a redirect ({(int)response.StatusCode})");
            address = next;
        }
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest;

    /// <summary>Where a redirect leads; null when that's another service.</summary>
    private Uri? Target(Uri address, HttpResponseMessage response) =>
        response.Headers.Location is { } location
        && Uri.TryCreate(address, location, out Uri? target)
        && _serviceRoot.IsSameOrigin(target)
            ? target
            : null;

    private async Task<HttpResponseMessage> SendOnceAsync(
        GraphCall call,
        Uri address,
        AccessToken token,
        CancellationToken cancellationToken
    )
    {
        IOperationHost host = call.Host;
        using HttpRequestMessage message = await CreateMessageAsync(call.Request, address, token, cancellationToken)
            .ConfigureAwait(false);
        if (host.IsDebugEnabled)
        {
            host.Debug(HttpLogText.Of(call.Request, message));
            await ShowBodyAsync(call, "Request", message.Content, token, cancellationToken).ConfigureAwait(false);
        }
        long start = Stopwatch.GetTimestamp();
        HttpResponseMessage response = await _http
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (host.IsVerboseEnabled)
            host.Verbose(Describe(call.Request, response, Stopwatch.GetElapsedTime(start)));
        if (host.IsDebugEnabled)
        {
            host.Debug(HttpLogText.Of(response));
            await ShowBodyAsync(call, "Response", response.Content, token, cancellationToken).ConfigureAwait(false);
        }
        return response;
    }

    /// <summary>Shows a body if the user asked for it when connecting.</summary>
    private async Task ShowBodyAsync(
        GraphCall call,
        string what,
        HttpContent? content,
        AccessToken token,
        CancellationToken cancellationToken
    )
    {
        if (!_showsBodies || content is null)
            return;
        try
        {
            await content.LoadIntoBufferAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            string text = await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            call.Host.Debug(HttpLogText.OfBody(what, text, token));
        }
        // A response to a change counts when its head is there, whatever becomes of its body.
        catch (Exception exception) when (!call.Request.IsRead && exception is not OutOfMemoryException)
        {
            call.Host.Debug($"{what} body: couldn't be read");
        }
    }

    private static string Describe(GraphRequest request, HttpResponseMessage response, TimeSpan elapsed)
    {
        string requestId = HttpErrors.Header(response.Headers, "request-id") ?? "none";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Label}{RedactedQuery.Of(request.Uri)} returned {(int)response.StatusCode} after "
                + $"{elapsed.TotalMilliseconds:0} ms, request-id {requestId}"
        );
    }

    private async Task<HttpRequestMessage> CreateMessageAsync(
        GraphRequest request,
        Uri address,
        AccessToken token,
        CancellationToken cancellationToken
    )
    {
        RequestInformation information = new()
        {
            HttpMethod = Enum.Parse<Method>(request.Method.Method),
            URI = address,
        };
        information.Headers.Add("Authorization", $"Bearer {token.Text}");
        information.Headers.Add("Accept", "application/json");
        information.Headers.Add("Prefer", "include-unknown-enum-members");
        information.Headers.Add("client-request-id", request.ClientRequestId);
        if (request.Body is not null)
            information.SetStreamContent(new MemoryStream(request.Body, writable: false), "application/json");
        HttpRequestMessage? message = await _graph
            .RequestAdapter.ConvertToNativeRequestAsync<HttpRequestMessage>(information, cancellationToken)
            .ConfigureAwait(false);
        return message!;
    }
}
