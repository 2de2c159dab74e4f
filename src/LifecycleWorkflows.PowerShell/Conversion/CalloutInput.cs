namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>One callout of what was passed to a cmdlet: opened, as an object, or why there's neither.</summary>
/// <param name="Target">What an error about it has as its target.</param>
internal sealed record CalloutInput(object? Target)
{
    public OpenedCallout? Opened { get; init; }

    public Callout? Callout { get; init; }

    public LifecycleWorkflowsException? Error { get; init; }

    /// <summary>What was left out when the input was converted to JSON.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The text of the callout, without what was around it.</summary>
    public string Text => Opened?.Text ?? "";

    /// <summary>The callout, and its JSON as the service sends it.</summary>
    /// <param name="notes">Gets what was opened, and what was odd and ignored. It's without personal data.</param>
    /// <exception cref="LifecycleWorkflowsException">It isn't a valid callout.</exception>
    public (Callout Callout, string Json) Read(List<string> notes)
    {
        if (Error is not null)
            throw Error;
        if (Callout is not null)
            return (Callout, CalloutWriter.Write(Callout, indented: false));
        if (!Opened!.Layers.IsEmpty)
            notes.Add($"It was inside: {Opened.Layers}.");
        notes.AddRange(Notes);
        return (CalloutReader.Read(Opened, notes), Text);
    }
}
