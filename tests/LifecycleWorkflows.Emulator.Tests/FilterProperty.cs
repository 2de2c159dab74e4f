using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

internal enum Kind
{
    Text,
    Member,
    Number,
    Truth,
    Time,
}

/// <summary>A property of the wire that a filter can name, and how to see a value of it in an item.</summary>
internal sealed record FilterProperty(string Path, Kind Kind, string[] Members)
{
    public FilterProperty(string path, Kind kind)
        : this(path, kind, []) { }

    /// <summary>The value as something that compares: null, a string, an int, a bool or ticks.</summary>
    public IComparable? Of(JsonElement item)
    {
        JsonElement value = item;
        foreach (string segment in Path.Split('/'))
            value = value.GetProperty(segment);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.GetInt32(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ when Kind == Kind.Time => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture).UtcTicks,
            _ => value.GetString(),
        };
    }
}
