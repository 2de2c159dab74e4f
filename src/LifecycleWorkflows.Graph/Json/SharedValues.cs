namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// Values that many items of a page have in common, by their text: the same few tasks stand in every result, as most of what it says.
/// </summary>
internal sealed class SharedValues
{
    private const int Most = 32;

    private readonly List<(byte[] Text, Resource Value)> _values = [];
    private int _last;

    public Resource? Find(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            _last = _last + 1 < _values.Count ? _last + 1 : 0;
            if (text.SequenceEqual(_values[_last].Text))
                return _values[_last].Value;
        }
        return null;
    }

    public void Add(ReadOnlySpan<byte> text, Resource value)
    {
        if (_values.Count < Most)
            _values.Add((text.ToArray(), value));
    }
}
