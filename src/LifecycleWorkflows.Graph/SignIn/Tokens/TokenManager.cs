using System.Diagnostics.CodeAnalysis;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// The token of a connection: kept while it is good, renewed before it ends or when the service refuses it, by one
/// request for all that wait. It is given out for addresses of the connection's own origin alone.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "Without a timer a source of cancellation holds nothing to give back."
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

    /// <summary>The tenant that the last token was for; null when none told it.</summary>
    public string? TenantId { get; private set; }

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Signs in, asking a person if need be.</summary>
    public async Task SignInAsync(IOperationHost person, CancellationToken cancellationToken)
    {
        PipelineWorkQueue pipelines = new();
        pipelines.Join(person);
        Keep(await Source.AcquireAsync(new(pipelines, person), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A token for an address.</summary>
    /// <exception cref="LifecycleWorkflowsException">There is none to be had, or the connection has ended.</exception>
    public Task<AccessToken> GetAsync(Uri address, IOperationHost pipeline, CancellationToken cancellationToken) =>
        serviceRoot.IsSameOrigin(address)
            ? RenewAsync(null, null, pipeline, cancellationToken)
            : throw new InvalidOperationException(
                "A token was asked for an address outside of the connection's endpoint."
            );

    /// <summary>Another token than the one that the service refused; null when there is none.</summary>
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
    /// Ends the connection for all that hold it, and forgets its tokens and what could get new ones. A renewal under
    /// way is broken off, and brings nothing back.
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
                // A renewal that was under way for another reason may have ended with the refused one.
                if (renewal.IsForced || token.Text != refused?.Text)
                    return token;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The pipeline that did the work was stopped; this one was not.
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
                $"it was broken off ({exception.GetType().Name})",
                "Try again. If it persists, try another way to sign in."
            );
        }
        finally
        {
            lock (_lock)
                _renewal = null;
            // What a source got after the end can be in its cache, also on disk.
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
