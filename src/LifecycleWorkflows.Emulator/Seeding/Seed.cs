using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>A seed that was read once, and can be planted again and again.</summary>
internal sealed class Seed
{
    private const string Sample = "contoso.json";

    private readonly string _name;
    private readonly SeedFile _file;

    private Seed(string name, SeedFile file) => (_name, _file) = (name, file);

    /// <summary>Reads a seed file, or the sample that is built in.</summary>
    public static Seed Load(string? path)
    {
        string name = path ?? Sample;
        try
        {
            using Stream stream = path is null
                ? typeof(Seed).Assembly.GetManifestResourceStream(Sample)!
                : File.OpenRead(path);
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
