using System.Collections.ObjectModel;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>Reads JSON values of the types that the service uses. Every value can be null.</summary>
internal ref struct ResourceJsonReader(ReadOnlySpan<byte> text, PageObjectCache? shared = null)
{
    private static readonly (byte[] Wire, string Status)[] KnownStatuses =
    [
        .. ProcessingStatus.Known.Select(status => (Encoding.UTF8.GetBytes(status), status)),
    ];

    private readonly ReadOnlySpan<byte> _text = text;
    private Utf8JsonReader _reader = new(text);
    private int _readerStart;

    public readonly JsonTokenType Token => _reader.TokenType;

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    public bool Read() => _reader.Read();

    public readonly bool NameIs(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    public readonly string? String() => _reader.GetString();

    /// <summary>Reads a status. The strings of known statuses are shared because every item contains one.</summary>
    public readonly string Status()
    {
        foreach ((byte[] wire, string status) in KnownStatuses)
        {
            if (_reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals(wire))
                return status;
        }
        return _reader.GetString() ?? "";
    }

    public readonly int? Int() => IsNull ? null : _reader.GetInt32();

    public readonly bool? Bool() => IsNull ? null : _reader.GetBoolean();

    public readonly DateTimeOffset? Time() => IsNull ? null : _reader.GetDateTimeOffset().ToUniversalTime();

    /// <summary>Reads a list of names and values as a dictionary.</summary>
    public ReadOnlyDictionary<string, string?>? NamesAndValues()
    {
        if (IsNull)
            return null;
        Dictionary<string, string?> pairs = new(StringComparer.OrdinalIgnoreCase);
        Expect(JsonTokenType.StartArray);
        while (_reader.Read() && Token == JsonTokenType.StartObject)
        {
            string? name = null,
                value = null;
            while (_reader.Read() && Token == JsonTokenType.PropertyName)
            {
                bool isName = NameIs("name"u8),
                    isValue = NameIs("value"u8);
                _reader.Read();
                if (isName)
                    name = String();
                else if (isValue)
                    value = String();
                else
                    _reader.Skip();
            }
            Expect(JsonTokenType.EndObject);
            if (name is not null)
                pairs[name] = value;
        }
        Expect(JsonTokenType.EndArray);
        return pairs.AsReadOnly();
    }

    /// <summary>Reads an object for which this module has no type.</summary>
    public IReadOnlyDictionary<string, object?>? Members()
    {
        if (IsNull)
            return null;
        Expect(JsonTokenType.StartObject);
        return JsonValues.Members(TakeValue().ToArray());
    }

    /// <summary>Reads a list of such objects.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? ListOfMembers()
    {
        if (IsNull)
            return null;
        Expect(JsonTokenType.StartArray);
        List<IReadOnlyDictionary<string, object?>> items = [];
        while (_reader.Read() && Token != JsonTokenType.EndArray)
            items.Add(Members() ?? throw new FormatException("Expected an object, found null."));
        return items;
    }

    public readonly void Expect(JsonTokenType token)
    {
        if (_reader.TokenType != token)
            throw new FormatException($"Expected {token}, found {_reader.TokenType}.");
    }

    /// <summary>Skips the value of the current member.</summary>
    public void SkipMember()
    {
        _reader.Read();
        _reader.Skip();
    }

    /// <summary>
    /// Reads an object that is repeated in the items of a page, only once for all items with the same text.
    /// </summary>
    public T? Shared<T>(JsonMap<T> fields)
        where T : Resource
    {
        if (IsNull)
            return null;
        Expect(JsonTokenType.StartObject);
        if (shared?.Find(_text[TokenStart..]) is { Value: T found } known)
        {
            _readerStart = TokenStart + known.Text.Length;
            _reader = new(_text[_readerStart..], isFinalBlock: true, known.Behind);
            return found;
        }
        ReadOnlySpan<byte> value = TakeValue();
        ResourceJsonReader json = new(value);
        json.Read();
        T read = fields.Read(ref json);
        shared?.Add(value, read, _reader.CurrentState);
        return read;
    }

    /// <summary>Skips a member and returns its text, with name and value.</summary>
    public ReadOnlySpan<byte> TakeMember()
    {
        int start = TokenStart;
        int depth = _reader.CurrentDepth;
        CheckText();
        do
        {
            _reader.Read();
            CheckText();
        } while (_reader.CurrentDepth > depth || Token is JsonTokenType.StartObject or JsonTokenType.StartArray);
        return _text[start..(_readerStart + (int)_reader.BytesConsumed)];
    }

    // AdditionalProperties is parsed on first use and must not throw then. A lone surrogate is valid JSON syntax but
    // can't be decoded, so check it now.
    private readonly void CheckText()
    {
        if (_reader.ValueIsEscaped)
            _ = _reader.GetString();
    }

    private readonly int TokenStart => _readerStart + (int)_reader.TokenStartIndex;

    private ReadOnlySpan<byte> TakeValue()
    {
        int start = TokenStart;
        _reader.Skip();
        return _text[start..(_readerStart + (int)_reader.BytesConsumed)];
    }

    /// <summary>Whether the member is an OData annotation, which isn't part of the resource.</summary>
    public readonly bool IsAnnotation => _reader.ValueSpan.IndexOf("@odata."u8) >= 0;
}
