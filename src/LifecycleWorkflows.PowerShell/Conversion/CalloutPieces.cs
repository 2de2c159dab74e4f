using System.Text;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Puts together what the pipeline takes apart: the bytes of an array, the characters of a text, and the pairs of
/// dictionaries that it enumerates.
/// </summary>
internal sealed class CalloutPieces
{
    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, object?> _pairs = [];

    private bool IsEmpty => _bytes.Count == 0 && _text.Length == 0 && _pairs.Count == 0;

    public static bool IsPiece(object? plain) => plain is byte or char || NameValuePairs.Find(plain) is not null;

    /// <summary>Whether a piece belongs to those that were added before.</summary>
    public bool CanAdd(object? plain)
    {
        if (IsEmpty)
            return true;
        return plain switch
        {
            byte => _bytes.Count > 0,
            char => _text.Length > 0,
            _ => _pairs.Count > 0 && !_pairs.ContainsKey(NameValuePairs.Find(plain)!.Value.Key),
        };
    }

    public void Add(object? plain)
    {
        // One more than the limit is enough to tell that it's too long.
        bool isTooLong = _bytes.Count > CalloutText.MaxLength || _text.Length > CalloutText.MaxLength;
        if (plain is byte number && !isTooLong)
            _bytes.Add(number);
        else if (plain is char character && !isTooLong)
            _text.Append(character);
        else if (NameValuePairs.Find(plain) is { } pair)
            _pairs.Add(pair.Key, pair.Value);
    }

    /// <summary>What the pieces are of; null if there are none.</summary>
    public object? Take()
    {
        if (IsEmpty)
            return null;
        object whole =
            _bytes.Count > 0 ? _bytes.ToArray()
            : _text.Length > 0 ? _text.ToString()
            : new Dictionary<string, object?>(_pairs);
        _bytes.Clear();
        _text.Clear();
        _pairs.Clear();
        return whole;
    }
}
