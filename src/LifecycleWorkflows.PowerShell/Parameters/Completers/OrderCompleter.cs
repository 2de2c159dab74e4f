using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the properties to sort by, in both directions.</summary>
public sealed class OrderCompleter : MemberCompleter
{
    private protected override IEnumerable<string> Values(Type record) =>
        base.Values(record)
            .Where(name => PropertyPath.Exists(record, name))
            .SelectMany(name => new[] { name, name + " desc" });
}
