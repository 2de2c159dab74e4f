using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>An object, as it stands in a page and as it was read, and the state of the reader behind it.</summary>
internal sealed record CachedObject(byte[] Text, Resource Value, JsonReaderState Behind);
