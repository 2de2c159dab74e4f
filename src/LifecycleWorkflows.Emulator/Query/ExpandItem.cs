using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>One item of $expand: a relation, and what to select of it.</summary>
internal sealed record ExpandItem(string Name, string? Select)
{
    private const string SelectPrefix = "$select=";

    public static IEnumerable<ExpandItem> Parse(string expand)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string part in Split(expand))
        {
            ExpandItem item = ParseItem(part.Trim());
            if (!names.Add(item.Name))
                throw Malformed(expand);
            yield return item;
        }
    }

    private static ExpandItem ParseItem(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return text.Length > 0 ? new(text, null) : throw Malformed(text);
        string options = text.EndsWith(')') ? text[(open + 1)..^1].Trim() : throw Malformed(text);
        return
            options.StartsWith(SelectPrefix, StringComparison.Ordinal)
            && !options.Contains(';', StringComparison.Ordinal)
            ? new(text[..open].Trim(), options[SelectPrefix.Length..])
            : throw GraphException.BadRequest(
                $"The expand option '{options}' is not supported: only a nested $select is."
            );
    }

    private static IEnumerable<string> Split(string expand)
    {
        int depth = 0,
            start = 0;
        for (int i = 0; i < expand.Length; i++)
        {
            depth += expand[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (expand[i] == ',' && depth == 0)
            {
                yield return expand[start..i];
                start = i + 1;
            }
        }
        yield return depth == 0 ? expand[start..] : throw Malformed(expand);
    }

    private static GraphException Malformed(string expand) =>
        GraphException.BadRequest(
            $"Parsing OData Select and Expand failed: Term '{expand}' is not valid in a $select or $expand expression."
        );
}
