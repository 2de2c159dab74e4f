namespace LifecycleWorkflows.Emulator.State;

/// <summary>The one place where readers and writers of the tenant meet.</summary>
internal sealed class TenantStore(Func<Tenant> seed) : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private Tenant _tenant = seed();

    public void Read(Action<Tenant> read)
    {
        _lock.EnterReadLock();
        try
        {
            read(_tenant);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Write(Action<Tenant> write)
    {
        _lock.EnterWriteLock();
        try
        {
            write(_tenant);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Reset()
    {
        Tenant fresh = seed();
        _lock.EnterWriteLock();
        _tenant = fresh;
        _lock.ExitWriteLock();
    }

    public void Dispose() => _lock.Dispose();
}
