using System.Diagnostics.CodeAnalysis;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// Manages the token of a connection. It renews the token before it expires or when the service rejects it, with one
/// request for all that wait, and returns it only for addresses of the connection's own origin.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A cancellation source without a timer has nothing to dispose of."
)]
internal sealed class TokenManager(ServiceRoot serviceRoot, ITokenSource source, TimeProvider? clock = null)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly CancellationTokenSource _end = new();
    private ITokenSource? _source = source;
    private AccessToken? _present;
    private Renewal? _renewal;

    /// <summary>The tenant of the last token; null if it isn't known.</summary>
    public string? TenantId { get; private set; }

    /// <summary>Canceled when the connection ends.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Signs in, and prompts the user if necessary.</summary>
    public async Task SignInAsync(IOperationHost person, CancellationToken cancellationToken)
    {
        PipelineWorkQueue pipelines = new();
        pipelines.Join(person);
        Keep(await Source.AcquireAsync(new(pipelines, person), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns a token for an address.</summary>
    /// <exception cref="LifecycleWorkflowsException">No token can be acquired, or the connection has ended.</exception>
    public Task<AccessToken> GetAsync(Uri address, IOperationHost pipeline, CancellationToken cancellationToken)
    {
        if (!serviceRoot.IsSameOrigin(address))
        {
            throw new InvalidOperationException(
                "A token was requested for an address outside of the connection's endpoint."
            );
        }
        return RenewAsync(null, null, pipeline, cancellationToken);
    }

    /// <summary>Returns a token other than the one that the service rejected; null if there is none.</summary>
    public async Task<AccessToken?> ReplaceAsync(
        AccessToken refused,
        string? claims,
        IOperationHost pipeline,
        CancellationToken cancellationToken
    )
    {
        AccessToken token = await RenewAsync(refused, claims, pipeline, cancellationToken).ConfigureAwait(false);
        return token.Text == refused.Text ? null : token;
    }

    /// <summary>
    /// Ends the connection everywhere, and deletes its tokens and the credentials for new ones. A renewal in progress
    /// is canceled, and its token isn't kept.
    /// </summary>
    public async Task EndAsync()
    {
        ITokenSource? source;
        lock (_lock)
        {
            source = _source;
            (_source, _present) = (null, null);
        }
        await _end.CancelAsync().ConfigureAwait(false);
        if (source is not null)
            await source.ForgetAsync().ConfigureAwait(false);
    }

    private ITokenSource Source => _source ?? throw Errors.Disconnected();

    private async Task<AccessToken> RenewAsync(
        AccessToken? refused,
        string? claims,
        IOperationHost pipeline,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            Renewal renewal;
            lock (_lock)
            {
                ITokenSource source = Source;
                if (_present is { } present && present.Text != refused?.Text && present.RenewOn > _clock.GetUtcNow())
                    return present;
                renewal = _renewal ??= Begin(source, refused is not null, claims);
            }
            renewal.Pipelines.Join(pipeline);
            try
            {
                AccessToken token = await renewal.Token.WaitAsync(cancellationToken).ConfigureAwait(false);
                // A renewal that was already in progress might have returned the rejected token.
                if (renewal.IsForced || token.Text != refused?.Text)
                    return token;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The pipeline that ran the work was stopped, but this one wasn't.
            }
        }
    }

    private Renewal Begin(ITokenSource source, bool renew, string? claims)
    {
        PipelineWorkQueue pipelines = new();
        TokenRequest request = new(pipelines, Renew: renew, Claims: claims);
        return new(pipelines, renew, Task.Run(() => AcquireAsync(source, request)).WaitAsync(Ended));
    }

    private async Task<AccessToken> AcquireAsync(ITokenSource source, TokenRequest request)
    {
        try
        {
            return Keep(await source.AcquireAsync(request, Ended).ConfigureAwait(false));
        }
        catch (LifecycleWorkflowsException)
            when (!request.Renew && _present is { } present && present.ExpiresOn > _clock.GetUtcNow())
        {
            return Keep(present.RenewedOn(_clock.GetUtcNow() + PauseAfterFailure));
        }
        catch (Exception exception) when (exception is not (LifecycleWorkflowsException or OperationCanceledException))
        {
            throw Errors.SignInFailed(
                $"the token request was interrupted ({exception.GetType().Name})",
                "Try again. If the error persists, use another sign-in method."
            );
        }
        finally
        {
            lock (_lock)
                _renewal = null;
            // A token that was acquired after the end can be in the cache, also on disk.
            if (Ended.IsCancellationRequested)
                await source.ForgetAsync().ConfigureAwait(false);
        }
    }

    private AccessToken Keep(AccessToken token)
    {
        lock (_lock)
        {
            if (_source is null)
                throw Errors.Disconnected();
            TenantId = TokenClaims.Of(token.Text).TenantId ?? TenantId;
            return _present = token;
        }
    }

    private sealed record Renewal(PipelineWorkQueue Pipelines, bool IsForced, Task<AccessToken> Token);
}
