using System.Buffers;
using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// One JSON object of a callout. Letter case doesn't matter for its property names, and null is the same as no
/// property. Errors name the place of what is wrong, and never its value.
/// </summary>
internal sealed class CalloutObject
{
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);

    private CalloutObject(string path) => _path = path;

    private bool IsOutermost => _path.Length == 0;

    /// <exception cref="LifecycleWorkflowsException">It isn't an object, or has a property twice.</exception>
    public static CalloutObject From(JsonElement element, string path = "")
    {
        CalloutObject found = new(path);
        if (element.ValueKind != JsonValueKind.Object)
        {
            string subject = found.IsOutermost ? "the outermost value" : $"'{path}'";
            throw Errors.CalloutInvalid($"{subject} must be an object, not {Describe(element)}");
        }
        foreach (JsonProperty member in element.EnumerateObject())
            found.Add(member);
        return found;
    }

    /// <summary>Whether it has a property, even if that is null.</summary>
    public bool Contains(string name) => _members.ContainsKey(name);

    public bool Has(string name) => Find(name) is not null;

    public JsonElement? Find(string name)
    {
        bool isFound = _members.TryGetValue(name, out JsonElement element);
        return isFound && element.ValueKind != JsonValueKind.Null ? element : null;
    }

    /// <summary>The place of a property, as the callout spells it.</summary>
    public string PathOf(string name) =>
        Combine(_members.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name);

    public CalloutObject? Object(string name)
    {
        JsonElement? element = Find(name);
        return element is null ? null : From(element.Value, PathOf(name));
    }

    public string? Text(string name)
    {
        if (Find(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.String)
            throw WrongType(name, "a string", element);
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid($"'{PathOf(name)}' isn't valid text");
        }
    }

    /// <summary>Text that identifies something: an ID that the service could have given, or null.</summary>
    public string? Id(string name)
    {
        string? id = Text(name);
        string? problem = id is null ? null : IdRules.FindProblem(id);
        if (problem is not null)
            throw Errors.CalloutInvalid($"'{PathOf(name)}' {problem}");
        return id;
    }

    public int? PositiveInteger(string name)
    {
        if (Find(name) is not { } element)
            return null;
        int number = 0;
        bool isInteger = element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number);
        if (!isInteger || number <= 0)
            throw Errors.CalloutInvalid($"'{PathOf(name)}' must be a positive integer");
        return number;
    }

    /// <summary>A date and time, in UTC.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } element)
            return null;
        DateTimeOffset time = default;
        bool isTime = element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out time);
        if (!isTime)
            throw Errors.CalloutInvalid($"'{PathOf(name)}' must be a date and time");
        return time.ToUniversalTime();
    }

    /// <summary>This object as a user, in the spelling of either kind of callout.</summary>
    public Subject ToSubject() =>
        new()
        {
            Id = Text("ObjectId") ?? Text("id") ?? "",
            DisplayName = Text("displayName"),
            UserPrincipalName = Text("userPrincipalName") ?? Text("PrincipalName"),
            Mail = Text("email"),
        };

    /// <summary>The properties other than these as JSON; null if there are none.</summary>
    public byte[]? OtherMembers(IEnumerable<string> known)
    {
        HashSet<string> names = new(
            [.. known, CalloutMembers.CallbackUriPath, CalloutMembers.Source, CalloutMembers.Type],
            StringComparer.OrdinalIgnoreCase
        );
        KeyValuePair<string, JsonElement>[] others = [.. _members.Where(member => IsOther(member.Key, names))];
        if (others.Length == 0)
            return null;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, JsonElement value) in others)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        byte[] members = buffer.WrittenSpan.ToArray();
        ThrowIfUndecodable(members);
        return members;
    }

    private static bool IsOther(string name, HashSet<string> known) =>
        !known.Contains(name) && !name.Contains("@odata.", StringComparison.Ordinal);

    // AdditionalProperties is parsed when it's first read, and must not throw then. A lone surrogate is valid JSON
    // syntax, but can't be decoded, so decode everything once now.
    private static void ThrowIfUndecodable(byte[] members)
    {
        try
        {
            _ = JsonValues.Members(members);
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid("a property that this module doesn't know isn't valid text");
        }
    }

    private void Add(JsonProperty member)
    {
        if (_members.TryAdd(DecodeName(member), member.Value))
            return;
        if (CalloutMembers.IsKnown(member.Name))
            throw Errors.CalloutInvalid($"'{Combine(member.Name)}' occurs twice");
        throw Errors.CalloutInvalid(IsOutermost ? "a property occurs twice" : $"a property of '{_path}' occurs twice");
    }

    private string DecodeName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            string name = IsOutermost ? "a property name" : $"a property name in '{_path}'";
            throw Errors.CalloutInvalid($"{name} isn't valid text");
        }
    }

    private string Combine(string name) => IsOutermost ? name : $"{_path}.{name}";

    private LifecycleWorkflowsException WrongType(string name, string expected, JsonElement actual) =>
        Errors.CalloutInvalid($"'{PathOf(name)}' must be {expected}, not {Describe(actual)}");

    private static string Describe(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "a Boolean value",
        };
}
