using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace LifecycleWorkflows;

/// <summary>Parses durations such as <c>30m</c>, <c>7d</c>, <c>1d12h</c>, <c>P7D</c>, and <c>7.00:00:00</c>.</summary>
internal static partial class DurationParser
{
    public static TimeSpan? Parse(string text)
    {
        Match match = Units().Match(text.Trim());
        if (match.Success && match.Length > 0)
            return Sum(match);
        if (text.StartsWith('P'))
        {
            try
            {
                return XmlConvert.ToTimeSpan(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                return null;
            }
        }
        return
            text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
            ? span
            : null;
    }

    private static TimeSpan? Sum(Match match)
    {
        double hours =
            (24 * ((7 * Number("w")) + Number("d"))) + Number("h") + (Number("m") / 60) + (Number("s") / 3600);
        return hours <= TimeSpan.MaxValue.TotalHours / 2 ? TimeSpan.FromHours(hours) : null;

        double Number(string unit) =>
            match.Groups[unit].Success ? double.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private const string Amount = @"\d+(?:\.\d+)?";

    [GeneratedRegex(
        $"^(?:(?<w>{Amount})w)?(?:(?<d>{Amount})d)?(?:(?<h>{Amount})h)?(?:(?<m>{Amount})m)?(?:(?<s>{Amount})s)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ECMAScript
    )]
    private static partial Regex Units();
}
