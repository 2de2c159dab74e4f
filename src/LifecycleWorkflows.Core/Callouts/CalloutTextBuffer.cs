using System.Text;

namespace LifecycleWorkflows;

/// <summary>
/// Texts that arrive one by one, each of them a callout or a line of one. What was begun goes on with the next text,
/// unless that cannot continue it or is a callout by itself: one that was cut short must not swallow those behind it.
/// </summary>
internal sealed class CalloutTextBuffer
{
    private readonly StringBuilder _pending = new();
    private readonly Stack<char> _open = new();
    private bool _inText;
    private bool _escaped;
    private char _last;

    /// <summary>Takes one more text.</summary>
    /// <returns>What is known to be whole, or broken, by now.</returns>
    public IEnumerable<string> Add(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        List<string> whole = [];
        if (_pending.Length > 0 && start.StartsWith("{") && (!CanGoOnWithObject || IsCallout(text)))
            whole.AddRange(Flush());
        // What is too long by now is followed to its end, so that it is one error and not one a line.
        if (_pending.Length <= CalloutJson.LongestText)
            _pending.Append(_pending.Length > 0 ? "\n" : "").Append(text);
        Follow(text);
        if (_open.Count == 0)
            whole.AddRange(Flush());
        return whole;
    }

    /// <summary>What is left, whole or not.</summary>
    public IEnumerable<string> Flush()
    {
        if (_pending.Length == 0)
            return [];
        string text = _pending.ToString();
        _pending.Clear();
        _open.Clear();
        (_inText, _escaped, _last) = (false, false, default);
        return [text];
    }

    /// <summary>
    /// Whether an object may come next: as a member's value, or as one of a list. A text does not go on over a line's
    /// end.
    /// </summary>
    private bool CanGoOnWithObject => !_inText && (_last == ':' || (_last is '[' or ',' && _open.Peek() == '['));

    private static bool IsCallout(string text)
    {
        try
        {
            CalloutJson.Read(text);
            return true;
        }
        catch (LifecycleWorkflowsException)
        {
            return false;
        }
    }

    private void Follow(string text)
    {
        foreach (char c in text)
        {
            if (_inText)
                (_inText, _escaped) = (_escaped || c != '"', !_escaped && c == '\\');
            else if (c == '"')
                _inText = true;
            else if (c is '{' or '[')
                _open.Push(c);
            else if (c is '}' or ']')
                _open.TryPop(out _);
            if (!char.IsWhiteSpace(c))
                _last = c;
        }
    }
}
