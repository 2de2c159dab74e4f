using System.Xml;

namespace LifecycleWorkflows.Emulator;

/// <summary>ISO 8601 durations, such as PT2H or -P1D.</summary>
internal static class IsoDuration
{
    /// <summary>Null for a text that is no duration.</summary>
    public static TimeSpan? Parse(string text)
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

    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);
}
