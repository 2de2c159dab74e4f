namespace LifecycleWorkflows.Graph.Json;

/// <summary>Reads one member's value into a record.</summary>
internal delegate void JsonMemberReader<in T>(T record, ref ResourceJsonReader json);
