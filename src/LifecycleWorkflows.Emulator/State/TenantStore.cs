using LifecycleWorkflows.Emulator.Seeding;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// The one place where readers and writers of the tenant meet. What is due by itself is done before either looks.
/// </summary>
internal sealed class TenantStore(Seed seed, Agenda agenda, TimeProvider clock) : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private Tenant _tenant = seed.Plant(clock.GetUtcNow().UtcDateTime);

    public void Read(Action<Tenant> read)
    {
        Settle();
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
            agenda.Settle(clock.GetUtcNow().UtcDateTime);
            write(_tenant);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Does what is due, if anything is.</summary>
    public void Settle()
    {
        if (agenda.IsDue(clock.GetUtcNow().UtcDateTime))
            Write(_ => { });
    }

    /// <summary>Goes back to the seed.</summary>
    /// <param name="forget">Forgets what else belongs to the tenant, in the same moment.</param>
    public void Reset(Action forget)
    {
        Tenant fresh = seed.Plant(clock.GetUtcNow().UtcDateTime);
        _lock.EnterWriteLock();
        try
        {
            _tenant = fresh;
            agenda.Clear();
            forget();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose() => _lock.Dispose();
}
