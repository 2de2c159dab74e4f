using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// Objects that many items of a page have in common, by their text: the same few tasks stand in every result, as most
/// of what it says. Once read, they are stepped over by comparing bytes: an object's text is no beginning of another's,
/// and behind it a reader of the same page always stands in the same place of the same item.
/// </summary>
internal sealed class PageObjectCache
{
    private const int Most = 32;

    private readonly List<CachedObject> _values = [];
    private int _last;

    /// <summary>The value that the text begins with.</summary>
    public CachedObject? Find(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            _last = _last + 1 < _values.Count ? _last + 1 : 0;
            if (text.StartsWith(_values[_last].Text))
                return _values[_last];
        }
        return null;
    }

    public void Add(ReadOnlySpan<byte> text, Resource value, JsonReaderState behind)
    {
        if (_values.Count < Most)
            _values.Add(new(text.ToArray(), value, behind));
    }
}
