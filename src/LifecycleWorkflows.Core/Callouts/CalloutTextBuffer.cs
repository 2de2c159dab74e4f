using System.Text;

namespace LifecycleWorkflows;

/// <summary>
/// Joins lines until the JSON is complete. A text that is a complete callout always starts a new one, so that one
/// truncated callout doesn't consume the next.
/// </summary>
internal sealed class CalloutTextBuffer
{
    private readonly StringBuilder _pending = new();
    private readonly JsonBrackets _brackets = new();
    private char _last;

    /// <summary>Adds one text.</summary>
    /// <returns>The texts that are now known to be complete, or broken.</returns>
    public IEnumerable<string> Add(string text)
    {
        List<string> complete = [];
        if (StartsNewCallout(text))
            complete.AddRange(Flush());
        // A text that is too long is followed to its end, so that it's one error, not one for each line.
        if (_pending.Length <= CalloutText.MaxLength)
            Append(text);
        Follow(text);
        if (_brackets.Depth == 0)
            complete.AddRange(Flush());
        return complete;
    }

    /// <summary>The rest, complete or not.</summary>
    public IEnumerable<string> Flush()
    {
        if (_pending.Length == 0)
            return [];
        string text = _pending.ToString();
        _pending.Clear();
        _brackets.Clear();
        _last = default;
        return [text];
    }

    private bool StartsNewCallout(string text)
    {
        if (_pending.Length == 0)
            return false;
        ReadOnlySpan<char> start = CalloutText.TrimMarks(text);
        if (!start.StartsWith("{"))
            return false;
        return !CanContinueWithObject() || (!IsInOutermostList && IsCallout(text));
    }

    /// <summary>Whether an object can come next: as the value of a property, or as an item of an array.</summary>
    private bool CanContinueWithObject()
    {
        // JSON strings don't continue on the next line.
        if (_brackets.IsInString)
            return false;
        if (_last == ':')
            return true;
        return _last is '[' or ',' && _brackets.Innermost == '[';
    }

    // A list of callouts. If it's cut off, its callouts can still be told apart.
    private bool IsInOutermostList => _brackets is { Depth: 1, Innermost: '[' };

    private static bool IsCallout(string text)
    {
        try
        {
            CalloutReader.Read(text);
            return true;
        }
        catch (LifecycleWorkflowsException)
        {
            return false;
        }
    }

    private void Append(string text)
    {
        if (_pending.Length > 0)
            _pending.Append('\n');
        _pending.Append(text);
    }

    private void Follow(string text)
    {
        foreach (char c in text)
        {
            _brackets.Follow(c);
            if (!char.IsWhiteSpace(c))
                _last = c;
        }
    }
}
