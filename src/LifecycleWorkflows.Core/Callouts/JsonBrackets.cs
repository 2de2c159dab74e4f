namespace LifecycleWorkflows;

/// <summary>Follows the brackets of JSON, character by character.</summary>
internal sealed class JsonBrackets
{
    private readonly Stack<char> _open = new();
    private bool _isEscaped;

    /// <summary>The number of objects and lists that are open.</summary>
    public int Depth => _open.Count;

    /// <summary>The innermost bracket that is open; null if none is.</summary>
    public char? Innermost => _open.TryPeek(out char bracket) ? bracket : null;

    public bool IsInString { get; private set; }

    public void Follow(char c)
    {
        if (IsInString)
            FollowInString(c);
        else
            FollowOutsideString(c);
    }

    public void Clear()
    {
        _open.Clear();
        IsInString = false;
        _isEscaped = false;
    }

    private void FollowInString(char c)
    {
        bool isEnd = c == '"' && !_isEscaped;
        _isEscaped = c == '\\' && !_isEscaped;
        IsInString = !isEnd;
    }

    private void FollowOutsideString(char c)
    {
        if (c == '"')
            IsInString = true;
        else if (c is '{' or '[')
            _open.Push(c);
        else if (c is '}' or ']')
            _open.TryPop(out _);
    }
}
