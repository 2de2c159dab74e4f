using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// Caches objects that many items of a page repeat, such as tasks, by their text. Comparing bytes is safe: no complete
/// JSON object is a prefix of another, and the reader state after it is the same for every item, so it can be restored.
/// </summary>
internal sealed class PageObjectCache
{
    private const int Most = 32;

    private readonly List<CachedObject> _values = [];
    private int _last;

    /// <summary>Returns the cached object that the text begins with.</summary>
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
