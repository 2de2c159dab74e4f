namespace LifecycleWorkflows;

/// <summary>Something as a person names it: by its name for display, by its id, or by the object itself.</summary>
public sealed class NameOrId
{
    /// <summary>Takes a name or an id.</summary>
    /// <param name="text">A name in any letter case, or an id as it stands.</param>
    public NameOrId(string text) => Text = text;

    /// <summary>The name or the id.</summary>
    public string Text { get; }

    /// <summary>Whether the text is known to be an id: that of an object, or one that no name looks like.</summary>
    internal bool IsId
    {
        get => field || Guid.TryParse(Text, out _);
        init;
    }

    /// <summary>Whether it came with an object of a deleted workflow.</summary>
    internal bool Deleted { get; init; }

    /// <summary>The service that the object came from; null for a text, and for an object that does not tell.</summary>
    internal ServiceOrigin? Service { get; init; }

    /// <summary>The text.</summary>
    /// <returns>What was given.</returns>
    public override string ToString() => Text;

    /// <summary>Whether a task is meant.</summary>
    internal bool Names(WorkflowTask task) =>
        IdRules.AreEqual(task.Id, Text)
        || (!IsId && string.Equals(task.DisplayName, Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The id of the one thing that is meant.</summary>
    /// <exception cref="LifecycleWorkflowsException">Nothing, or more than one thing, has that name.</exception>
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

    /// <summary>How many letters must be put in, taken out or replaced to make one text of the other.</summary>
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
