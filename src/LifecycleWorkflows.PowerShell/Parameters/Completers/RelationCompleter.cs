using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the relations that can be expanded.</summary>
public sealed class RelationCompleter : MemberCompleter
{
    private protected override IEnumerable<string> Values(Type record) => JsonMaps.RelationsOf(record);
}
