using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// One JSON object of a callout. Letter case doesn't matter for its property names, and null or empty text is the same
/// as no property. Errors and notes name the place of what is wrong, and never its value.
/// </summary>
/// <remarks>
/// What identifies something is read strictly. What only informs can be of any kind: if it can't be read, it's ignored
/// and noted, because it must not prevent a callback.
/// </remarks>
internal sealed class CalloutObject
{
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);

    private CalloutObject(string path, List<string> notes)
    {
        _path = path;
        Notes = notes;
    }

    /// <summary>What was odd in this object and those in it, without personal data.</summary>
    public List<string> Notes { get; }

    private bool IsOutermost => _path.Length == 0;

    /// <exception cref="LifecycleWorkflowsException">It isn't an object, or has a property twice.</exception>
    public static CalloutObject From(JsonElement element, string path = "", List<string>? notes = null)
    {
        CalloutObject found = new(path, notes ?? []);
        if (element.ValueKind != JsonValueKind.Object)
        {
            string subject = found.IsOutermost ? "it" : $"'{path}'";
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
        return isFound && !IsNothing(element) ? element : null;
    }

    /// <summary>The place of a property, as the callout spells it.</summary>
    public string PathOf(string name) =>
        Combine(_members.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name);

    public CalloutObject? Object(string name)
    {
        JsonElement? element = Find(name);
        return element is null ? null : From(element.Value, PathOf(name), Notes);
    }

    public string? Text(string name)
    {
        if (Find(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.String)
            throw Errors.CalloutInvalid($"'{PathOf(name)}' must be a string, not {Describe(element)}");
        string? text = Decode(element);
        if (text is null)
            throw Errors.CalloutInvalid($"'{PathOf(name)}' isn't valid text");
        return text;
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

    /// <summary>An object that only informs; null and noted if it can't be read.</summary>
    public CalloutObject? InformingObject(string name)
    {
        try
        {
            return Object(name);
        }
        catch (LifecycleWorkflowsException)
        {
            return Ignore<CalloutObject>(name, "an object");
        }
    }

    /// <summary>Text that only informs, also if it's a number or a Boolean value; null and noted otherwise.</summary>
    public string? InformingText(string name)
    {
        if (Find(name) is not { } element)
            return null;
        string? text = element.ValueKind switch
        {
            JsonValueKind.String => Decode(element),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
            _ => null,
        };
        return text ?? Ignore<string>(name, "text");
    }

    /// <summary>A number above 0 that only informs, also if it's text; null and noted otherwise.</summary>
    public int? InformingNumber(string name)
    {
        string? text = InformingText(name);
        if (text is null)
            return null;
        bool isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number);
        if (isNumber && number is > 0 and <= int.MaxValue && decimal.Truncate(number) == number)
            return (int)number;
        Ignore<string>(name, "a positive integer");
        return null;
    }

    /// <summary>A date and time that only informs, in UTC, also if it has no offset; null and noted otherwise.</summary>
    public DateTimeOffset? InformingTime(string name)
    {
        string? text = InformingText(name);
        if (text is null)
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        bool isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time);
        if (isTime && Find(name)!.Value is { ValueKind: JsonValueKind.String } element && element.TryGetDateTime(out _))
            return time == DateTimeOffset.MinValue ? null : time;
        Ignore<string>(name, "a date and time");
        return null;
    }

    /// <summary>What it is, without values and names that are as untrusted as values.</summary>
    public string Describe()
    {
        string[] known = [.. _members.Keys.Where(CalloutMembers.IsKnown).Select(name => $"'{name}'")];
        string names = known.Length == 0 ? "" : $": {string.Join(", ", known)}";
        return $"has {_members.Count} other {(_members.Count == 1 ? "property" : "properties")}{names}";
    }

    /// <summary>This object as a user, in the spelling of either kind of callout.</summary>
    public Subject ToSubject() =>
        new()
        {
            Id = InformingText("ObjectId") ?? InformingText("id") ?? "",
            DisplayName = InformingText("displayName"),
            UserPrincipalName = InformingText("userPrincipalName") ?? InformingText("PrincipalName"),
            Mail = InformingText("email"),
        };

    /// <summary>The properties other than these as JSON; null if there are none. They only inform.</summary>
    public byte[]? OtherMembers(IEnumerable<string> known)
    {
        HashSet<string> names = new(
            [.. known, CalloutMembers.CallbackUriPath, CalloutMembers.Source, CalloutMembers.Type],
            StringComparer.OrdinalIgnoreCase
        );
        KeyValuePair<string, JsonElement>[] others = [.. _members.Where(member => IsOther(member.Key, names))];
        KeyValuePair<string, JsonElement>[] readable = [.. others.Where(member => IsDecodable(member.Value))];
        if (readable.Length < others.Length)
            Notes.Add("A property that this module doesn't know isn't valid text, and was ignored.");
        return readable.Length == 0 ? null : Write(readable);
    }

    private static byte[] Write(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, JsonElement value) in members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsOther(string name, HashSet<string> known) =>
        !known.Contains(name) && !name.Contains("@odata.", StringComparison.Ordinal);

    // AdditionalProperties is parsed when it's first read, and must not throw then. A lone surrogate is valid JSON
    // syntax, but can't be decoded, so decode everything once now.
    private static bool IsDecodable(JsonElement value)
    {
        try
        {
            _ = JsonValues.Members(Write([KeyValuePair.Create("value", value)]));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
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

    private static string? Decode(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private T? Ignore<T>(string name, string expected)
        where T : class
    {
        Notes.Add($"'{PathOf(name)}' isn't {expected}, and was ignored.");
        return null;
    }

    private string Combine(string name) => IsOutermost ? name : $"{_path}.{name}";

    // Tools that rebuild a callout can make empty text of null.
    private static bool IsNothing(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null || element.ValueKind == JsonValueKind.String && element.ValueEquals("");

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
