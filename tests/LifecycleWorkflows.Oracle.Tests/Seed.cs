using System.Globalization;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>
/// What a run is made of. LWF_SEED repeats one, LWF_ORACLE says how many calls; LWF_STRESS=1 makes many.
/// </summary>
internal static class Seed
{
    private const int Usual = 5_000;
    private const int Many = 100_000;

    public static int Value { get; } = Number("LWF_SEED") ?? Random.Shared.Next(1_000_000);

    public static int Calls { get; } =
        Number("LWF_ORACLE") ?? (Environment.GetEnvironmentVariable("LWF_STRESS") == "1" ? Many : Usual);

    public static string Text => $"LWF_SEED={Value}";

    private static int? Number(string variable)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
