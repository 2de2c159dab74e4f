using System.Text;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>
/// What the emulator does when nobody asks it: it sends callouts, and does what is due. Ends with the emulator.
/// </summary>
internal sealed class CalloutSender : IAsyncDisposable
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // Neither a redirect nor a proxy may lead a callout away from this machine.
    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
    private readonly CancellationTokenSource _end = new();
    private readonly CalloutDesk _desk;
    private readonly TenantStore _tenants;
    private readonly TimeProvider _clock;
    private readonly Task _work;

    public CalloutSender(CalloutDesk desk, TenantStore tenants, TimeProvider clock)
    {
        (_desk, _tenants, _clock) = (desk, tenants, clock);
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = _end.Token };
        _work = Task.WhenAll(
            Task.Run(() => Parallel.ForEachAsync(desk.Outbox, options, DeliverAsync)),
            Task.Run(SettleAsync)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        try
        {
            await _work;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        _client.Dispose();
        _end.Dispose();
    }

    private async Task SettleAsync()
    {
        using PeriodicTimer timer = new(Interval);
        while (await timer.WaitForNextTickAsync(_end.Token))
            _tenants.Settle();
    }

    private async ValueTask DeliverAsync(Callout callout, CancellationToken ct)
    {
        bool open = true;
        while (open)
        {
            Delivery delivery = await PostAsync(callout, ct);
            _tenants.Write(_ => open = Record(callout, delivery));
        }
    }

    /// <summary>Tells whether the callout is to be sent again.</summary>
    private bool Record(Callout callout, Delivery delivery)
    {
        callout.Attempts++;
        callout.StatusCode = delivery.StatusCode;
        DateTime now = _clock.GetUtcNow().UtcDateTime;
        if (delivery.Problem is null)
            _desk.Take(callout, now);
        else if (!delivery.MayPass || callout.Attempts > callout.Rules.MaximumRetries)
            _desk.GiveUp(callout, delivery.Problem, now);
        return _desk.IsOpen(callout);
    }

    private async Task<Delivery> PostAsync(Callout callout, CancellationToken ct)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(callout.Rules.AnswerWithin);
        using HttpRequestMessage request = new(HttpMethod.Post, callout.Endpoint)
        {
            Content = new StringContent(callout.Body.GetRawText(), Encoding.UTF8, MediaType.Json),
        };
        request.Headers.Add("x-ms-client-request-id", callout.Id);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                late.Token
            );
            return Delivery.Of((int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            return new(null, $"{callout.Endpoint} cannot be reached.", MayPass: true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(
                null,
                $"{callout.Endpoint} did not answer within {callout.Rules.AnswerWithin.TotalMilliseconds} ms.",
                MayPass: true
            );
        }
    }

    /// <summary>How sending once went: what was wrong, and whether it may be better next time.</summary>
    private sealed record Delivery(int? StatusCode, string? Problem, bool MayPass)
    {
        // Assumption: what is the caller's fault is not sent again.
        public static Delivery Of(int status) =>
            status is >= 200 and < 300
                ? new(status, null, MayPass: false)
                : new(
                    status,
                    $"It answered with status {status}.",
                    status is >= 500 or StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests
                );
    }
}
