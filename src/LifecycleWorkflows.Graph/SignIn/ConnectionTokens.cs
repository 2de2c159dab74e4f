using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>
/// The token of a connection: kept while it is good, renewed before it ends or when the service refuses it, by one request for all that wait.
/// It is given out for addresses of the connection's own origin alone.
/// </summary>
internal sealed class ConnectionTokens(ServiceRoot serviceRoot, ITokenSource source, TimeProvider? clock = null)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private AccessToken? _present;
    private Renewal? _renewal;

    /// <summary>The tenant that the last token was for; null when none told it.</summary>
    public string? TenantId { get; private set; }

    /// <summary>Signs in, asking a person if need be.</summary>
    public async Task SignInAsync(INotices person, CancellationToken cancellationToken)
    {
        WaitingPipelines pipelines = new();
        pipelines.Join(person);
        Keep(await source.AcquireAsync(new(pipelines, person), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A token for an address.</summary>
    public Task<AccessToken> GetAsync(Uri address, INotices pipeline, CancellationToken cancellationToken) => serviceRoot.Includes(address)
        ? RenewAsync(null, null, pipeline, cancellationToken)
        : throw new InvalidOperationException("A token was asked for an address outside of the connection's endpoint.");

    /// <summary>Another token than the one that the service refused; null when there is none.</summary>
    public async Task<AccessToken?> ReplaceAsync(AccessToken refused, string? claims, INotices pipeline, CancellationToken cancellationToken)
    {
        AccessToken token = await RenewAsync(refused, claims, pipeline, cancellationToken).ConfigureAwait(false);
        return token.Text == refused.Text ? null : token;
    }

    public Task ForgetAsync()
    {
        lock (_lock)
            _present = null;
        return source.ForgetAsync();
    }

    private async Task<AccessToken> RenewAsync(AccessToken? refused, string? claims, INotices pipeline, CancellationToken cancellationToken)
    {
        while (true)
        {
            Renewal renewal;
            lock (_lock)
            {
                if (_present is { } present && present.Text != refused?.Text && present.RenewOn > _clock.GetUtcNow())
                    return present;
                renewal = _renewal ??= Begin(refused is not null, claims);
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

    private Renewal Begin(bool renew, string? claims)
    {
        WaitingPipelines pipelines = new();
        return new(pipelines, renew, Task.Run(() => AcquireAsync(new(pipelines, Renew: renew, Claims: claims))));
    }

    private async Task<AccessToken> AcquireAsync(TokenRequest request)
    {
        try
        {
            return Keep(await source.AcquireAsync(request, CancellationToken.None).ConfigureAwait(false));
        }
        catch (LifecycleWorkflowsException) when (!request.Renew && _present is { } present && present.ExpiresOn > _clock.GetUtcNow())
        {
            return Keep(present.RenewedOn(_clock.GetUtcNow() + PauseAfterFailure));
        }
        finally
        {
            lock (_lock)
                _renewal = null;
        }
    }

    private AccessToken Keep(AccessToken token)
    {
        lock (_lock)
        {
            TenantId = TokenClaims.Of(token.Text).TenantId ?? TenantId;
            return _present = token;
        }
    }

    private sealed record Renewal(WaitingPipelines Pipelines, bool IsForced, Task<AccessToken> Token);
}
