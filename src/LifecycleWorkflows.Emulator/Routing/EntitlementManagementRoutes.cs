using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>The assignment requests below /identityGovernance/entitlementManagement.</summary>
internal static class EntitlementManagementRoutes
{
    public static void Map(Route<Tenant> container, GraphVersion version)
    {
        container.ReadWith(Permissions.AssignmentRequests).ChangeWith(Permissions.ChangeAssignmentRequests);
        if (version == GraphVersion.V1)
        {
            MapRequests(
                container,
                "assignmentRequests",
                AssignmentRequestTypes.V1,
                tenant => tenant.AssignmentRequests
            );
            return;
        }
        MapRequests(container, "assignmentRequests", AssignmentRequestTypes.Beta, tenant => tenant.AssignmentRequests);
        MapRequests(
            container,
            "accessPackageAssignmentRequests",
            AssignmentRequestTypes.Beta,
            tenant => tenant.AssignmentRequests
        );
        Route<Assignment> assignment = container.Collection(
            "accessPackageAssignments",
            AssignmentRequestTypes.Assignment,
            tenant => ResourceSet.Of(tenant.Assignments, item => item.Id)
        );
        MapRequests(assignment, "accessPackageAssignmentRequests", AssignmentRequestTypes.Beta, item => item.Requests);
    }

    private static void MapRequests<T>(
        Route<T> parent,
        string name,
        EntityType<AssignmentRequest> type,
        Func<T, IEnumerable<AssignmentRequest>> requests
    )
        where T : class =>
        parent
            .Collection(name, type, owner => ResourceSet.Of(requests(owner), request => request.Id))
            .Action("resume", "microsoft.graph", ResumeAssignmentRequest.Invoke);
}
