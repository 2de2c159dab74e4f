using System.Management.Automation;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// An object that contains a callout, as JSON. What can't be converted can't be part of a callout: it's left out, such
/// as the headers of a request. Of an object of .NET, only properties that a callout or an envelope has are read.
/// </summary>
/// <param name="notes">Gets what was left out, without personal data.</param>
internal sealed class CalloutConversion(List<string> notes) : JsonConversion("InputObject")
{
    protected override JsonNode? ConvertOther(object value, int level)
    {
        IEnumerable<PSPropertyInfo> known = PSObject
            .AsPSObject(value)
            .Properties.Where(property => CalloutMembers.IsKnown(property.Name));
        JsonObject found = new(
            known.Select(property => KeyValuePair.Create(property.Name, ConvertMember(() => property.Value, level + 1)))
        );
        if (found.Count > 0)
            return found;
        notes.Add($"A value of type {value.GetType().Name} was ignored.");
        return null;
    }

    protected override JsonNode? ConvertMember(Func<object?> read, int level)
    {
        try
        {
            return base.ConvertMember(read, level);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            notes.Add("A property that can't be read was ignored.");
            return null;
        }
    }
}
