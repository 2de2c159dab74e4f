namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>One callout of what was passed to a cmdlet: its text, the object, or why there's neither.</summary>
/// <param name="Target">What an error about it has as its target.</param>
internal sealed record CalloutInput(object? Target)
{
    public string Text { get; init; } = "";

    public Callout? Callout { get; init; }

    public LifecycleWorkflowsException? Error { get; init; }

    /// <summary>The callout, and its JSON as the service sends it.</summary>
    /// <exception cref="LifecycleWorkflowsException">It isn't a valid callout.</exception>
    public (Callout Callout, string Json) Read()
    {
        if (Error is not null)
            throw Error;
        if (Callout is not null)
            return (Callout, CalloutWriter.Write(Callout, indented: false));
        return (CalloutReader.Read(Text), Text);
    }
}
