namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>Two tenants with the same ids, each behind an emulator, and a shell that is connected to both.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string HomeId = "11111111-1111-4111-8111-111111111111";
    public const string AbroadId = "22222222-2222-4222-8222-222222222222";

    private World(Service home, Service abroad)
    {
        (Home, Abroad) = (home, abroad);
        Connection = Shell.Connect(home, HomeId);
        // The default connection leads to the other tenant: nothing may ever be asked there.
        ConnectionAbroad = Shell.Connect(abroad, AbroadId);
        Pool = new(Shell, home.Tenant, Connection);
        Judge = new(Shell, home, abroad.Requests);
    }

    public Service Home { get; }

    public Service Abroad { get; }

    public Shell Shell { get; } = new();

    public object Connection { get; }

    public object ConnectionAbroad { get; }

    /// <summary>The records of the tenant at home.</summary>
    public Pool Pool { get; }

    /// <summary>Judges calls to the tenant at home.</summary>
    public Judge Judge { get; }

    public static async Task<World> MakeAsync(int seed, int number = 0)
    {
        (Tenant tenant, Tenant twin) = Tenant.Make(unchecked((seed * 1_009) + (number * 3)));
        Service home = await Service.StartAsync(tenant, TestContext.Current.CancellationToken);
        return new(home, await Service.StartAsync(twin, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await Home.DisposeAsync();
        await Abroad.DisposeAsync();
    }
}
