using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>The path tables, one for each version of Graph.</summary>
internal static class GraphRoutes
{
    public static RouteNode V1 { get; } = Build(GraphVersion.V1);

    public static RouteNode Beta { get; } = Build(GraphVersion.Beta);

    public static RouteNode For(GraphVersion version) => version == GraphVersion.Beta ? Beta : V1;

    private static RouteNode Build(GraphVersion version)
    {
        RouteNode root = new();
        Route<Tenant> governance = new Route<Tenant>(root).Segment("identityGovernance");
        LifecycleWorkflowsRoutes.Map(governance.Segment("lifecycleWorkflows"), version);
        EntitlementManagementRoutes.Map(governance.Segment("entitlementManagement"), version);
        DirectoryRoutes.Map(new(root));
        return root;
    }
}
