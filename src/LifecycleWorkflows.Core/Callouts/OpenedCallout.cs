using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>A callout without what was around it, or the reason why there's none inside.</summary>
/// <param name="Layers">The layers that were removed.</param>
internal sealed record OpenedCallout(CalloutLayers Layers)
{
    /// <summary>The callout as text, without the layers.</summary>
    public string Text { get; init; } = "";

    /// <summary>The callout.</summary>
    public JsonElement Content { get; init; }

    /// <summary>Its data, if the callout has the data as text; otherwise null.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Why there's no callout.</summary>
    public LifecycleWorkflowsException? Error { get; init; }
}
