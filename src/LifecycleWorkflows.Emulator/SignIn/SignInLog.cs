namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The requests for tokens so far, without a secret of any of them.</summary>
internal sealed class SignInLog
{
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedSignIn> _signIns = new();

    public void Add(RecordedSignIn signIn)
    {
        lock (_lock)
        {
            if (_signIns.Count == Capacity)
                _signIns.Dequeue();
            _signIns.Enqueue(signIn);
        }
    }

    public IReadOnlyList<RecordedSignIn> Snapshot()
    {
        lock (_lock)
            return [.. _signIns];
    }

    public void Clear()
    {
        lock (_lock)
            _signIns.Clear();
    }
}

/// <summary>A request for a token as the log shows it.</summary>
/// <param name="Path">Below the tenant, or the path of a managed identity.</param>
/// <param name="TenantId">The tenant; null for a managed identity.</param>
/// <param name="GrantType">What was exchanged; null for what is no exchange.</param>
/// <param name="ClientId">The app that asked.</param>
/// <param name="Error">The error; null if there was none.</param>
internal sealed record RecordedSignIn(
    string Path,
    string? TenantId,
    string? GrantType,
    string? ClientId,
    string? Error
);
