namespace LifecycleWorkflows;

/// <summary>The display name, ID, or object that a user specified to identify something.</summary>
public sealed class NameOrId
{
    /// <summary>Creates an instance for a name or an ID.</summary>
    /// <param name="text">A display name, which isn't case-sensitive, or an ID.</param>
    public NameOrId(string text) => Text = text;

    /// <summary>The display name or the ID.</summary>
    public string Text { get; }

    /// <summary>Whether the text is certainly an ID: it comes from an object, or is a GUID.</summary>
    internal bool IsId
    {
        get => field || Guid.TryParse(Text, out _);
        init;
    }

    /// <summary>Whether it's from an object of a deleted workflow.</summary>
    internal bool Deleted { get; init; }

    /// <summary>
    /// The service that the object is from; null for a string, and for an object that doesn't contain it.
    /// </summary>
    internal ServiceOrigin? Service { get; init; }

    /// <summary>Returns the display name or the ID.</summary>
    /// <returns>The same as <see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>Whether a task has this name or ID.</summary>
    internal bool Names(WorkflowTask task) =>
        IdRules.AreEqual(task.Id, Text)
        || (!IsId && string.Equals(task.DisplayName, Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ID of the only item with this name or ID.</summary>
    /// <exception cref="LifecycleWorkflowsException">No item, or more than one item, has this name.</exception>
    internal string IdAmong<T>(IReadOnlyCollection<T> things, Func<T, string?> name, string parameter, string noun)
        where T : Resource
    {
        if (things.FirstOrDefault(thing => IdRules.AreEqual(thing.Id, Text)) is { } exact)
            return exact.Id;
        string[] ids =
        [
            .. things
                .Where(thing => string.Equals(name(thing), Text, StringComparison.OrdinalIgnoreCase))
                .Select(thing => thing.Id),
        ];
        return ids.Length switch
        {
            1 => ids[0],
            0 => throw Errors.NameUnknown(parameter, Text, noun, Nearest(things.Select(name))),
            _ => throw Errors.NameAmbiguous(parameter, Text, noun, ids),
        };
    }

    private IEnumerable<string> Nearest(IEnumerable<string?> names)
    {
        const int Most = 3;
        return names
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => name.Contains(Text, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(name => Distance(name.ToUpperInvariant(), Text.ToUpperInvariant()))
            .Take(Most);
    }

    /// <summary>
    /// The number of letters to insert, delete, or replace to turn one text into the other (Levenshtein distance).
    /// </summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.Length; j++)
            {
                int replaced = diagonal + (one[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(diagonal, row[j]) + 1);
            }
        }
        return row[^1];
    }
}
