using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A source of tokens that last a minute. Asked for the n-th time it takes until it is told to give.</summary>
internal sealed class SlowSource(TimeProvider clock, int slow) : ITokenSource
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public int Times => _times;

    public bool HeedsStop { get; init; }

    public int Forgotten { get; private set; }

    public Task AskedAsync() => _asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public void Give() => _given.TrySetResult();

    public async Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        int time = Interlocked.Increment(ref _times);
        if (time == slow)
        {
            _asked.TrySetResult();
            await _given.Task.WaitAsync(HeedsStop ? cancellationToken : CancellationToken.None);
        }
        return new($"token-{time}", clock.GetUtcNow() + TimeSpan.FromMinutes(1), now: clock.GetUtcNow());
    }

    public Task ForgetAsync()
    {
        Forgotten++;
        return Task.CompletedTask;
    }
}
