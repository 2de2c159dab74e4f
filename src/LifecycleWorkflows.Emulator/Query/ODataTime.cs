using System.Globalization;
using Microsoft.OData;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>Times as OData writes them in an address.</summary>
internal static class ODataTime
{
    /// <summary>The time that a constant is; null for anything else. A date alone is the midnight that begins it.</summary>
    public static DateTime? Of(object? constant)
    {
        if (constant is DateTimeOffset time)
            return time.UtcDateTime;
        // The type of a date changes with the next version of the library, its text does not.
        return DateTime.TryParseExact(
            constant?.ToString(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime date
        )
            ? date
            : null;
    }

    /// <summary>Null for a text that is no time.</summary>
    public static DateTime? Parse(string text)
    {
        try
        {
            return Of(ODataUriUtils.ConvertFromUriLiteral(text, ODataVersion.V4));
        }
        catch (ODataException)
        {
            return null;
        }
    }
}
