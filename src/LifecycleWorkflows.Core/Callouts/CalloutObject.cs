using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// One object of a callout. Its members are found in any letter case; whatever is wrong is named by its place, never by
/// its value.
/// </summary>
internal sealed class CalloutObject
{
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);

    private CalloutObject(string path) => _path = path;

    /// <exception cref="LifecycleWorkflowsException">It is no object, or has a member twice.</exception>
    public static CalloutObject Of(JsonElement element, string path = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Errors.CalloutInvalid(
                $"{(path.Length == 0 ? "its outermost value" : $"'{path}'")} is {Describe(element)} instead of an object"
            );
        CalloutObject part = new(path);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!part._members.TryAdd(Name(member, path), member.Value))
                throw Errors.CalloutInvalid(
                    CalloutJson.Known.Contains(member.Name)
                        ? $"'{(path.Length == 0 ? member.Name : $"{path}.{member.Name}")}' stands there twice"
                        : $"{(path.Length == 0 ? "it" : $"'{path}'")} has a member twice"
                );
        }
        return part;
    }

    public bool Has(string name) => Find(name) is not null;

    public IEnumerable<KeyValuePair<string, JsonElement>> Members => _members;

    /// <summary>Where a member stands, as the callout spells it.</summary>
    public string Place(string name)
    {
        string own = _members.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
        return _path.Length == 0 ? own : $"{_path}.{own}";
    }

    public CalloutObject? Part(string name) => Find(name) is { } element ? Of(element, Place(name)) : null;

    public string? Text(string name)
    {
        if (Find(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.String)
            throw Errors.CalloutInvalid($"'{Place(name)}' is {Describe(element)} instead of a text");
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid($"'{Place(name)}' is no valid text");
        }
    }

    /// <summary>A text that names something: one that the service could have given, or none.</summary>
    public string? Id(string name) =>
        Text(name) is { } id && IdRules.FindProblem(id) is { } flaw
            ? throw Errors.CalloutInvalid($"'{Place(name)}' {flaw}")
            : Text(name);

    public int? Number(string name) =>
        Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } element when element.TryGetInt32(out int number) && number > 0 =>
                number,
            { } element => throw Errors.CalloutInvalid(
                $"'{Place(name)}' is {Describe(element)} instead of a whole number from 1 on"
            ),
        };

    public DateTimeOffset? Time(string name) =>
        Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } element when element.TryGetDateTimeOffset(out DateTimeOffset time) =>
                time.ToUniversalTime(),
            { } element => throw Errors.CalloutInvalid($"'{Place(name)}' is {Describe(element)} instead of a time"),
        };

    private JsonElement? Find(string name) =>
        _members.TryGetValue(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private static string Name(JsonProperty member, string path)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid(
                $"{(path.Length == 0 ? "it" : $"'{path}'")} has a member whose name is no valid text"
            );
        }
    }

    private static string Describe(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };
}
