using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>An object of a page, its text, and the state of the reader after it.</summary>
internal sealed record CachedObject(byte[] Text, Resource Value, JsonReaderState Behind);
