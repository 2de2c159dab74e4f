using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>A segment that calls a function: name(argument=value,...).</summary>
internal static class FunctionSegment
{
    /// <summary>
    /// Ends the name of a function in the path table, where no segment of a request could be the same.
    /// </summary>
    public const string Mark = "(...)";

    public static string? NameOf(string segment) =>
        segment.EndsWith(')') && segment.IndexOf('(', StringComparison.Ordinal) is > 0 and int open
            ? segment[..open]
            : null;

    /// <summary>The value of an argument that is a time.</summary>
    public static DateTime Time(string segment, string argument)
    {
        string text =
            Arguments(segment).GetValueOrDefault(argument)
            ?? throw GraphException.BadRequest($"The argument '{argument}' is required.");
        return ODataTime.Parse(text)
            ?? throw GraphException.BadRequest(
                $"Cannot convert the literal '{text}' to the expected type 'Edm.DateTimeOffset'."
            );
    }

    private static Dictionary<string, string> Arguments(string segment)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal);
        foreach (string argument in segment[(segment.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(','))
        {
            // Assumption: a time is as good in quotes, since clients of OData write it either way.
            if (
                argument.Split('=', 2, StringSplitOptions.TrimEntries) is not [string name, string value]
                || !arguments.TryAdd(name, value.Trim('\''))
            )
                throw GraphException.BadRequest($"Bad Request - Error in query syntax: '{segment}'.");
        }
        return arguments;
    }
}
