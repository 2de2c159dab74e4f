using System.Globalization;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>A constant of a filter, with the name of its type for error messages.</summary>
internal sealed record Literal(object? Value, string TypeName)
{
    public static Literal Null { get; } = new(null, "<null>");

    /// <summary>Reads what is written without quotes, or gives null when it is no constant.</summary>
    public static Literal? TryParse(string text) =>
        text switch
        {
            "null" => Null,
            "true" => new(true, "Edm.Boolean"),
            "false" => new(false, "Edm.Boolean"),
            _ when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) =>
                new(number, "Edm.Int32"),
            _ when TryParseDate(text, out DateTime date) => new(date, "Edm.DateTimeOffset"),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => new(
                number,
                "Edm.Double"
            ),
            _ when Guid.TryParseExact(text, "D", out Guid guid) => new(guid, "Edm.Guid"),
            _ => null,
        };

    // A time needs its offset; a date alone is the midnight that begins it.
    private static bool TryParseDate(string text, out DateTime date) =>
        DateTime.TryParseExact(
            text,
            [
                "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
                "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
                "yyyy-MM-ddTHH:mmZ",
                "yyyy-MM-ddTHH:mmzzz",
                "yyyy-MM-dd",
            ],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out date
        );
}
