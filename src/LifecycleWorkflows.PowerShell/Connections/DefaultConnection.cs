using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Connections;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>The connection that cmdlets use without -Connection. It belongs to a runspace.</summary>
internal static class DefaultConnection
{
    private static readonly ConditionalWeakTable<Runspace, GraphConnection> Connections = [];

    public static GraphConnection? Get() =>
        Runspace.DefaultRunspace is { } runspace && Connections.TryGetValue(runspace, out GraphConnection? connection)
            ? connection
            : null;

    public static void Set(GraphConnection connection) => Connections.AddOrUpdate(Runspace.DefaultRunspace, connection);

    public static void Forget()
    {
        if (Runspace.DefaultRunspace is { } runspace)
            Connections.Remove(runspace);
    }
}
