using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>Users and groups, as far as it takes to find them.</summary>
internal static class DirectoryRoutes
{
    public static void Map(Route<Tenant> root)
    {
        root.Collection(
            "users",
            DirectoryTypes.User,
            tenant => new(tenant.Users.Values, key => tenant.FindUser(key) ?? tenant.FindUserByName(key)),
            Permissions.Users
        );
        root.Collection(
                "groups",
                DirectoryTypes.Group,
                tenant => ResourceSet.Of(tenant.Groups, group => group.Id),
                Permissions.Groups
            )
            .Collection(
                "members",
                EntityTypes.DirectoryObject,
                group => ResourceSet.Of(group.Members, user => user.Id),
                Permissions.Groups
            );
    }
}
