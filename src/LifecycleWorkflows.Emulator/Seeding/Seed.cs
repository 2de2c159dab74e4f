using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>A seed that was read once, and can be planted again and again.</summary>
internal sealed class Seed
{
    private static readonly string[] Samples = ["contoso", "fabrikam"];

    private readonly string _name;
    private readonly SeedFile _file;

    private Seed(string name, SeedFile file) => (_name, _file) = (name, file);

    /// <summary>Reads a seed file, or a sample that is built in: by its name, or the first.</summary>
    public static Seed Load(string? path)
    {
        string name = path ?? Samples[0];
        try
        {
            using Stream stream = Samples.Contains(name)
                ? typeof(Seed).Assembly.GetManifestResourceStream($"{name}.json")!
                : File.OpenRead(name);
            return new(
                name,
                JsonSerializer.Deserialize(stream, SeedJsonContext.Default.SeedFile)
                    ?? throw new JsonException("It is null.")
            );
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(name, exception);
        }
    }

    /// <summary>A tenant whose relative dates count from <paramref name="start"/>.</summary>
    public Tenant Plant(DateTime start)
    {
        try
        {
            return new TenantBuilder(_file, start).Build();
        }
        catch (SeedException exception)
        {
            throw Unusable(_name, exception);
        }
    }

    private static SeedException Unusable(string name, Exception reason) =>
        new($"The seed '{name}' cannot be used: {reason.Message}", reason);
}
