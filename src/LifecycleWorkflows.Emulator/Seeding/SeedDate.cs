using System.Globalization;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>Reads the dates of a seed: an ISO 8601 duration is an offset from the start of the emulator.</summary>
internal static class SeedDate
{
    public static DateTime Parse(string text, DateTime start)
    {
        if (
            DateTime.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTime date
            )
        )
            return date;
        return start
            + (
                IsoDuration.Parse(text)
                ?? throw new SeedException($"'{text}' is neither a date nor an ISO 8601 duration such as -PT2H.")
            );
    }
}
