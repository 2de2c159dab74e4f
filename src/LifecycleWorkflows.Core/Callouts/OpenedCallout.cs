namespace LifecycleWorkflows;

/// <summary>A callout without what was around it.</summary>
/// <param name="Content">The callout.</param>
/// <param name="Layers">The names of the layers that were removed, the outermost first.</param>
internal sealed record OpenedCallout(CalloutObject Content, IReadOnlyList<string> Layers);
