using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// The one place where requests are sent. It gives each attempt a token and a time limit, repeats what may be repeated,
/// and turns every failure into the module's exception. Safe to share between threads.
/// </summary>
internal sealed class GraphHttpClient : IDisposable
{
    private static readonly GraphClientOptions ClientOptions = new()
    {
        GraphProductPrefix = "LifecycleWorkflows",
        GraphServiceTargetVersion = "",
        GraphServiceLibraryClientVersion = typeof(GraphHttpClient).Assembly.GetName().Version!.ToString(3),
    };

    private const int MostRedirects = 5;

    private readonly ServiceRoot _serviceRoot;
    private readonly TokenManager _tokens;
    private readonly string? _tenantId;
    private readonly HttpClient _http;
    private readonly GraphServiceClient _graph;
    private readonly SocketsHttpHandler? _ownHandler;
    private readonly RetryPolicy _retry;
    private readonly TimeProvider _clock;
    private readonly ThrottleGate _gate;

    /// <param name="serviceRoot">Where requests go, and nowhere else.</param>
    /// <param name="tokens">Where tokens come from.</param>
    /// <param name="handler">What sends the requests; null for the framework's own. Never disposed here.</param>
    /// <param name="retry">Which failures are worth another attempt.</param>
    /// <param name="clock">The time that pauses are measured with.</param>
    /// <param name="tenantId">The tenant, where the token does not tell it.</param>
    public GraphHttpClient(
        ServiceRoot serviceRoot,
        TokenManager tokens,
        HttpMessageHandler? handler = null,
        RetryPolicy? retry = null,
        TimeProvider? clock = null,
        string? tenantId = null
    )
    {
        _serviceRoot = serviceRoot;
        _tenantId = tenantId;
        _tokens = tokens;
        _retry = retry ?? new();
        _clock = clock ?? TimeProvider.System;
        _gate = new(_clock);
        _ownHandler = handler is null ? OwnHandler.Create() : null;
        _http = new(
            new GraphTelemetryHandler(ClientOptions) { InnerHandler = handler ?? _ownHandler! },
            disposeHandler: false
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _graph = new(_http, new AnonymousAuthenticationProvider(), serviceRoot.Root.AbsoluteUri);
    }

    /// <summary>Where answers come from.</summary>
    public ServiceOrigin Service =>
        field is { } known && known.TenantId == (_tokens.TenantId ?? _tenantId)
            ? known
            : field = new(_serviceRoot.Root, _tokens.TenantId ?? _tenantId);

    /// <summary>How patient the connection is.</summary>
    public RetryPolicy Retry => _retry;

    /// <summary>The time that everything on the connection is measured with.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>The address of a path below the connection's root.</summary>
    public Uri Address(ResourcePath path, string query = "") => _serviceRoot.Address(path, query);

    /// <summary>The address of a link that the service gave.</summary>
    /// <exception cref="LifecycleWorkflowsException">It leads to another scheme, host or port.</exception>
    public Uri ResolveNextLink(GraphRequest request, string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? address) && _serviceRoot.IsSameOrigin(address)
            ? address
            : throw HttpErrors.LeavesService(request, "a nextLink to another place");

    /// <summary>Reads, as often as it takes. The body is read as a whole before anything of it is used.</summary>
    public Task<T> ReadAsync<T>(
        GraphRequest request,
        BodyReader<T> read,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        SendWithRetryAsync(
            request,
            (cost, replacement) =>
                AttemptAsync(
                    request,
                    cost,
                    replacement,
                    (response, _, token) => ReadBodyAsync(request, response, read, token),
                    notices,
                    cancellationToken
                ),
            notices,
            cancellationToken
        );

    /// <summary>Changes something, at most once. The body is read if it is wanted; else any success will do.</summary>
    public Task<GraphResponse<T>> ChangeAsync<T>(
        GraphRequest request,
        BodyReader<T>? read,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        SendWithRetryAsync(
            request,
            (cost, replacement) =>
                AttemptAsync(
                    request,
                    cost,
                    replacement,
                    async (response, _, token) =>
                        new GraphResponse<T>(
                            read is null
                                ? Nothing<T>(request, response)
                                : await ReadBodyAsync(request, response, read, token).ConfigureAwait(false),
                            cost.Attempts,
                            HttpErrors.Header(response.Headers, "request-id")
                        ),
                    notices,
                    cancellationToken
                ),
            notices,
            cancellationToken
        );

    /// <summary>The same for an action, whose body nobody reads, together with others of the same sender.</summary>
    public Task<GraphResponse<object>> ChangeInBatchAsync(
        GraphRequest request,
        BatchSender batches,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        SendWithRetryAsync(
            request,
            async (cost, _) =>
            {
                string? requestId = await batches
                    .SendAsync(request, cost, notices, cancellationToken)
                    .ConfigureAwait(false);
                return new GraphResponse<object>(null, cost.Attempts, requestId);
            },
            notices,
            cancellationToken
        );

    /// <summary>Lets changes travel together.</summary>
    /// <param name="limit">How many requests may be on their way at once.</param>
    public BatchSender Batches(int limit) => new(limit, _clock, PostBatchAsync, path => Address(path));

    public void Dispose()
    {
        _graph.Dispose();
        _http.Dispose();
        _ownHandler?.Dispose();
    }

    /// <summary>Sends a batch, once: its parts are repeated on their own.</summary>
    private Task<(byte[] Answer, AccessToken Token)> PostBatchAsync(
        GraphRequest batch,
        CallCost cost,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        AttemptAsync(
            batch,
            cost,
            null,
            async (response, token, limit) =>
                (await ReadBodyAsync(batch, response, body => body.ToArray(), limit).ConfigureAwait(false), token),
            notices,
            cancellationToken
        );

    private async Task<T> SendWithRetryAsync<T>(
        GraphRequest request,
        Attempt<T> attempt,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        using RequestActivity trace = RequestActivity.Begin(request);
        CallCost cost = new(_clock);
        try
        {
            T result = await SendWithRetryAsync(request, cost, attempt, trace, notices, cancellationToken)
                .ConfigureAwait(false);
            trace.Succeed(cost.Attempts);
            return result;
        }
        catch (LifecycleWorkflowsException failure)
        {
            trace.Fail(failure);
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new CallCanceledException(cost.Attempts, cancellationToken);
        }
    }

    private async Task<T> SendWithRetryAsync<T>(
        GraphRequest request,
        CallCost cost,
        Attempt<T> attempt,
        RequestActivity trace,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        TimeSpan pause = TimeSpan.Zero;
        TokenRefusedException? refused = null;
        bool isRenewed = false;
        for (int tries = 1; ; tries++)
        {
            LifecycleWorkflowsException failure;
            try
            {
                await PauseAsync(pause, cancellationToken).ConfigureAwait(false);
                AccessToken? replacement = refused is null
                    ? null
                    : await ReplaceAsync(refused, notices, cancellationToken).ConfigureAwait(false);
                refused = null;
                return await attempt(cost, replacement).ConfigureAwait(false);
            }
            catch (TokenRefusedException refusal) when (!isRenewed)
            {
                (refused, isRenewed, pause) = (refusal, true, TimeSpan.Zero);
                tries--;
                continue;
            }
            catch (TokenRefusedException refusal)
            {
                failure = refusal.Failure;
            }
            catch (LifecycleWorkflowsException exception)
            {
                failure = exception;
            }

            failure.Attempts = cost.Attempts;
            TimeSpan? next = _retry.GetDelay(failure, request.IsRead, tries, cost.Time);
            if (failure.Condition == ErrorCondition.Throttled || failure.RetryAfter is not null)
                _gate.Close(next ?? failure.RetryAfter ?? TimeSpan.Zero);
            pause = next ?? throw failure;
            cost.AddDelay(pause);
            trace.Retry(failure, pause);
            ReportDelay(notices, pause, $"{request.Label}: {failure.Condition}; attempt {tries + 1}");
        }
    }

    /// <summary>Another token than the one that was refused.</summary>
    /// <exception cref="LifecycleWorkflowsException">There is no other.</exception>
    private async Task<AccessToken> ReplaceAsync(
        TokenRefusedException refused,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        await _tokens.ReplaceAsync(refused.Token, refused.Claims, notices, cancellationToken).ConfigureAwait(false)
        ?? throw refused.Failure;

    /// <summary>Sends a request as soon as it may leave. From then on its time runs.</summary>
    private async Task<T> AttemptAsync<T>(
        GraphRequest request,
        CallCost cost,
        AccessToken? replacement,
        ResponseReader<T> use,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        AccessToken token = await AdmitAsync(request, replacement, notices, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource limit = new(_retry.AttemptTimeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            cancellationToken
        );
        cost.BeginSending();
        try
        {
            return await SendAsync(request, token, use, notices, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw HttpErrors.NotReached(request, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw HttpErrors.TimedOut(request, limit.IsCancellationRequested ? _retry.AttemptTimeout : null);
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or LifecycleWorkflowsException or TokenRefusedException))
        {
            throw HttpErrors.Broken(request, exception);
        }
        finally
        {
            cost.EndSending();
        }
    }

    /// <summary>Waits with the others while the service throttles, and for a token.</summary>
    private async Task<AccessToken> AdmitAsync(
        GraphRequest request,
        AccessToken? token,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        while (token is null || _gate.Remaining > TimeSpan.Zero)
        {
            while (_gate.Remaining is { Ticks: > 0 } wait)
            {
                wait += _retry.Jitter;
                ReportDelay(notices, wait, $"{request.Label}: the service throttles this connection; sent");
                await PauseAsync(wait, cancellationToken).ConfigureAwait(false);
            }
            token = await _tokens.GetAsync(request.Uri, notices, cancellationToken).ConfigureAwait(false);
        }
        return token;
    }

    /// <summary>A pause that ends early with the connection.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause == TimeSpan.Zero)
            return;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            _tokens.Ended,
            cancellationToken
        );
        try
        {
            await Task.Delay(pause, _clock, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Errors.Disconnected();
        }
    }

    private async Task<T> SendAsync<T>(
        GraphRequest request,
        AccessToken token,
        ResponseReader<T> use,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        Uri address = request.Uri;
        for (int redirects = 0; ; redirects++)
        {
            using HttpResponseMessage response = await SendAsync(request, address, token, notices, cancellationToken)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return await use(response, token, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is < HttpStatusCode.MultipleChoices or >= HttpStatusCode.BadRequest)
            {
                LifecycleWorkflowsException refusal = await RefusedAsync(request, response, cancellationToken)
                    .ConfigureAwait(false);
                throw HttpErrors.Classify(refusal, response.Headers, token);
            }
            if (
                !request.IsRead
                || redirects == MostRedirects
                || response.Headers.Location is not { } location
                || !Uri.TryCreate(address, location, out Uri? next)
                || !_serviceRoot.IsSameOrigin(next)
            )
                throw HttpErrors.LeavesService(request, $"a redirect ({(int)response.StatusCode})");
            address = next;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        GraphRequest request,
        Uri address,
        AccessToken token,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        using HttpRequestMessage message = await MessageAsync(request, address, token, cancellationToken)
            .ConfigureAwait(false);
        if (notices.IsDebugEnabled)
            notices.Debug(HttpLogText.Of(request, message));
        long start = Stopwatch.GetTimestamp();
        HttpResponseMessage response = await _http
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (notices.IsVerboseEnabled)
            notices.Verbose(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.Label}{RedactedQuery.Of(request.Uri)} answered {(int)response.StatusCode} after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, request-id {HttpErrors.Header(response.Headers, "request-id") ?? "none"}"
                )
            );
        if (notices.IsDebugEnabled)
            notices.Debug(HttpLogText.Of(response));
        return response;
    }

    private async Task<HttpRequestMessage> MessageAsync(
        GraphRequest request,
        Uri address,
        AccessToken token,
        CancellationToken cancellationToken
    )
    {
        RequestInformation information = new()
        {
            HttpMethod = request.IsRead ? Method.GET : Method.POST,
            URI = address,
        };
        information.Headers.Add("Authorization", $"Bearer {token.Text}");
        information.Headers.Add("Accept", "application/json");
        information.Headers.Add("Prefer", "include-unknown-enum-members");
        information.Headers.Add("client-request-id", request.ClientRequestId);
        if (request.Body is not null)
            information.SetStreamContent(new MemoryStream(request.Body, writable: false), "application/json");
        return await _graph
                .RequestAdapter.ConvertToNativeRequestAsync<HttpRequestMessage>(information, cancellationToken)
                .ConfigureAwait(false)
            ?? throw new InvalidOperationException("Microsoft.Graph made no request.");
    }

    private static async Task<T> ReadBodyAsync<T>(
        GraphRequest request,
        HttpResponseMessage response,
        BodyReader<T> read,
        CancellationToken cancellationToken
    )
    {
        if (
            response.Content.Headers.ContentType?.MediaType is not { } type
            || !type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        )
            throw HttpErrors.Unreadable(
                request,
                (int)response.StatusCode,
                response.Headers,
                "what it sent is not JSON"
            );
        try
        {
            using PooledBody body = await PooledBody
                .ReadAsync(response.Content, cancellationToken)
                .ConfigureAwait(false);
            return Utf8.IsValid(body.Text)
                ? read(body.Text)
                : throw new JsonException("The answer is not UTF-8, or ends within a character.");
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or JsonException
                        or HttpRequestException
                        {
                            HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown
                        }
            )
        {
            throw HttpErrors.Unreadable(
                request,
                (int)response.StatusCode,
                response.Headers,
                "the answer is not whole",
                wasCutShort: true
            );
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw HttpErrors.Unreadable(
                request,
                (int)response.StatusCode,
                response.Headers,
                "the answer has another shape than expected"
            );
        }
    }

    /// <summary>
    /// Any success of an action is its acceptance. Only a page for a browser comes from somebody in between, such as a
    /// proxy that wants a sign-in.
    /// </summary>
    private static T? Nothing<T>(GraphRequest request, HttpResponseMessage response)
    {
        string? type = response.Content.Headers.ContentType?.MediaType;
        return "text/html".Equals(type, StringComparison.OrdinalIgnoreCase)
            ? throw HttpErrors.Unreadable(request, (int)response.StatusCode, response.Headers, "it sent a web page")
            : default;
    }

    private async Task<LifecycleWorkflowsException> RefusedAsync(
        GraphRequest request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using PooledBody body = await PooledBody
                .ReadAsync(response.Content, cancellationToken)
                .ConfigureAwait(false);
            return HttpErrors.Refused(
                request,
                (int)response.StatusCode,
                response.Headers,
                body.Text,
                _clock.GetUtcNow()
            );
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return HttpErrors.Refused(request, (int)response.StatusCode, response.Headers, [], _clock.GetUtcNow());
        }
    }

    private static void ReportDelay(IOperationHost notices, TimeSpan pause, string what)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{what} in {pause.TotalSeconds:0.#} s.");
        if (pause >= TimeSpan.FromSeconds(10))
            notices.Warning(text);
        else
            notices.Verbose(text);
    }
}
