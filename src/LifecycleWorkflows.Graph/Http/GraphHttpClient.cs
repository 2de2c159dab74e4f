using System.Globalization;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// The one place where calls are made. It admits each attempt with a token, repeats what may be repeated, and turns
/// every failure into the module's exception. Safe to share between threads.
/// </summary>
internal sealed class GraphHttpClient : IDisposable
{
    private static readonly TimeSpan NotableDelay = TimeSpan.FromSeconds(10);

    private readonly ServiceRoot _serviceRoot;
    private readonly TokenManager _tokens;
    private readonly string? _tenantId;
    private readonly GraphHttpSender _sender;
    private readonly ThrottleGate _gate;

    /// <param name="serviceRoot">Where requests go, and nowhere else.</param>
    /// <param name="tokens">Where tokens come from.</param>
    /// <param name="handler">What sends the requests; null for the framework's own. Never disposed here.</param>
    /// <param name="retry">Which failures are worth another attempt.</param>
    /// <param name="clock">The time that pauses are measured with.</param>
    /// <param name="tenantId">The tenant, where the token does not tell it.</param>
    /// <param name="showsBodies">Whether debug texts show the bodies of requests and responses.</param>
    public GraphHttpClient(
        ServiceRoot serviceRoot,
        TokenManager tokens,
        HttpMessageHandler? handler = null,
        RetryPolicy? retry = null,
        TimeProvider? clock = null,
        string? tenantId = null,
        bool showsBodies = false
    )
    {
        _serviceRoot = serviceRoot;
        _tokens = tokens;
        _tenantId = tenantId;
        Retry = retry ?? new();
        Clock = clock ?? TimeProvider.System;
        _gate = new(Clock);
        _sender = new(serviceRoot, handler, Retry.AttemptTimeout, Clock, showsBodies);
    }

    /// <summary>The service and the tenant that responses come from.</summary>
    public ServiceOrigin Service =>
        field is { } known && known.TenantId == (_tokens.TenantId ?? _tenantId)
            ? known
            : field = new(_serviceRoot.Root, _tokens.TenantId ?? _tenantId);

    /// <summary>How patient the connection is.</summary>
    public RetryPolicy Retry { get; }

    /// <summary>The time that everything on the connection is measured with.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The address of a path below the connection's root.</summary>
    public Uri Address(ResourcePath path, string query = "") => _serviceRoot.Address(path, query);

    /// <summary>The address of a link that the service gave.</summary>
    /// <exception cref="LifecycleWorkflowsException">It leads to another scheme, host or port.</exception>
    public Uri ResolveNextLink(GraphRequest request, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? address) || !_serviceRoot.IsSameOrigin(address))
            throw HttpErrors.LeavesService(request, "a nextLink to another place");
        return address;
    }

    /// <summary>Reads, as often as it takes. The body is read as a whole before anything of it is used.</summary>
    public Task<T> ReadAsync<T>(
        GraphRequest request,
        BodyReader<T> read,
        IOperationHost host,
        CancellationToken cancellationToken
    )
    {
        return CallAsync(request, AttemptAsync, host, cancellationToken);

        Task<T> AttemptAsync(GraphCall call, AccessToken? replacement) =>
            AdmitAndSendAsync(
                call,
                replacement,
                (response, _, limit) => ResponseBody.ReadAsync(request, response, read, limit)
            );
    }

    /// <summary>Changes something, at most once. The body is read if it is wanted; else any success will do.</summary>
    public Task<GraphResponse<T>> ChangeAsync<T>(
        GraphRequest request,
        BodyReader<T>? read,
        IOperationHost host,
        CancellationToken cancellationToken
    )
    {
        return CallAsync(request, AttemptAsync, host, cancellationToken);

        Task<GraphResponse<T>> AttemptAsync(GraphCall call, AccessToken? replacement) =>
            AdmitAndSendAsync(call, replacement, (response, _, limit) => ReadAsync(call, response, limit));

        async Task<GraphResponse<T>> ReadAsync(GraphCall call, HttpResponseMessage response, CancellationToken limit)
        {
            T? value = default;
            if (read is null)
                ResponseBody.EnsureAccepted(request, response);
            else
                value = await ResponseBody.ReadAsync(request, response, read, limit).ConfigureAwait(false);
            return new(value, call.Cost.Attempts, HttpErrors.Header(response.Headers, "request-id"));
        }
    }

    /// <summary>The same for an action, whose body nobody reads, together with others of the same sender.</summary>
    public Task<GraphResponse<object>> ChangeInBatchAsync(
        GraphRequest request,
        BatchSender batches,
        IOperationHost host,
        CancellationToken cancellationToken
    )
    {
        return CallAsync(request, AttemptAsync, host, cancellationToken);

        async Task<GraphResponse<object>> AttemptAsync(GraphCall call, AccessToken? replacement)
        {
            string? requestId = await batches.SendAsync(call).ConfigureAwait(false);
            return new(null, call.Cost.Attempts, requestId);
        }
    }

    /// <summary>Lets changes travel together.</summary>
    /// <param name="limit">How many requests may be on their way at once.</param>
    public BatchSender Batches(int limit) => new(limit, Clock, PostBatchAsync, path => Address(path));

    public void Dispose() => _sender.Dispose();

    /// <summary>Sends a batch, once: its parts are repeated on their own.</summary>
    private Task<(byte[] Response, AccessToken Token, DateTimeOffset Now)> PostBatchAsync(GraphCall batch)
    {
        return AdmitAndSendAsync(batch, null, ReadAsync);

        async Task<(byte[], AccessToken, DateTimeOffset)> ReadAsync(
            HttpResponseMessage response,
            AccessToken token,
            CancellationToken limit
        ) =>
            (
                await ResponseBody
                    .ReadAsync(batch.Request, response, body => body.ToArray(), limit)
                    .ConfigureAwait(false),
                token,
                response.Headers.Date ?? Clock.GetUtcNow()
            );
    }

    /// <summary>Carries out a request, and traces how it ended.</summary>
    private async Task<T> CallAsync<T>(
        GraphRequest request,
        Attempt<T> attempt,
        IOperationHost host,
        CancellationToken cancellationToken
    )
    {
        using RequestActivity activity = RequestActivity.Begin(request);
        GraphCall call = new(request, new(Clock), host, cancellationToken);
        try
        {
            T result = await RetryAsync(call, attempt, activity).ConfigureAwait(false);
            activity.Succeed(call.Cost.Attempts);
            return result;
        }
        catch (LifecycleWorkflowsException failure)
        {
            activity.Fail(failure);
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new CallCanceledException(call.Cost.Attempts, cancellationToken);
        }
    }

    private async Task<T> RetryAsync<T>(GraphCall call, Attempt<T> attempt, RequestActivity activity)
    {
        TimeSpan delay = TimeSpan.Zero;
        bool mayReplaceToken = true;
        for (int tries = 1; ; tries++)
        {
            LifecycleWorkflowsException failure;
            try
            {
                await PauseAsync(delay, call.CancellationToken).ConfigureAwait(false);
                try
                {
                    return await attempt(call, null).ConfigureAwait(false);
                }
                catch (TokenRefusedException refusal) when (mayReplaceToken)
                {
                    mayReplaceToken = false;
                    AccessToken other = await ReplaceTokenAsync(call, refusal).ConfigureAwait(false);
                    return await attempt(call, other).ConfigureAwait(false);
                }
            }
            catch (TokenRefusedException refusal)
            {
                failure = refusal.Failure;
            }
            catch (LifecycleWorkflowsException exception)
            {
                failure = exception;
            }

            failure.Attempts = call.Cost.Attempts;
            TimeSpan? next = Retry.GetDelay(failure, call.Request.IsRepeatable, tries, call.Cost.Time);
            if (failure.Condition == ErrorCondition.Throttled || failure.RetryAfter is not null)
                _gate.Close(next ?? failure.RetryAfter ?? TimeSpan.Zero);
            if (next is null)
                throw failure;
            delay = next.Value;
            call.Cost.AddDelay(delay);
            activity.Retry(failure, delay);
            ReportDelay(call, delay, $"{failure.Condition}; attempt {tries + 1}");
        }
    }

    /// <summary>Another token than the one that was refused.</summary>
    /// <exception cref="LifecycleWorkflowsException">There is no other.</exception>
    private async Task<AccessToken> ReplaceTokenAsync(GraphCall call, TokenRefusedException refused)
    {
        AccessToken? other = await _tokens
            .ReplaceAsync(refused.Token, refused.Claims, call.Host, call.CancellationToken)
            .ConfigureAwait(false);
        if (other is null)
            throw refused.Failure;
        return other;
    }

    /// <summary>Sends a request as soon as it may leave.</summary>
    private async Task<T> AdmitAndSendAsync<T>(GraphCall call, AccessToken? replacement, ResponseReader<T> read)
    {
        AccessToken token = await AdmitAsync(call, replacement).ConfigureAwait(false);
        return await _sender.SendAsync(call, token, read).ConfigureAwait(false);
    }

    /// <summary>Waits with the others while the service throttles, and for a token.</summary>
    private async Task<AccessToken> AdmitAsync(GraphCall call, AccessToken? token)
    {
        while (token is null || _gate.Remaining > TimeSpan.Zero)
        {
            while (_gate.Remaining is { Ticks: > 0 } wait)
            {
                wait += Retry.Jitter;
                ReportDelay(call, wait, "the service throttles this connection; sent");
                await PauseAsync(wait, call.CancellationToken).ConfigureAwait(false);
            }
            token = await _tokens.GetAsync(call.Request.Uri, call.Host, call.CancellationToken).ConfigureAwait(false);
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
            await Task.Delay(pause, Clock, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Errors.Disconnected();
        }
    }

    private static void ReportDelay(GraphCall call, TimeSpan delay, string reason)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Request.Label}: {reason} in {delay.TotalSeconds:0.#} s."
        );
        if (delay >= NotableDelay)
            call.Host.Warning(text);
        else
            call.Host.Verbose(text);
    }
}
