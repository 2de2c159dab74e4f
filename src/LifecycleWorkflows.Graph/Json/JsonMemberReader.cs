namespace LifecycleWorkflows.Graph.Json;

/// <summary>Reads the value of one member into a resource.</summary>
internal delegate void JsonMemberReader<in T>(T record, ref ResourceJsonReader json);
