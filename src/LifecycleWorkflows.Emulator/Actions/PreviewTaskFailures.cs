using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>Tells which tasks would fail whomever they ran for: how they are set up, and which roles the caller lacks.</summary>
internal static class PreviewTaskFailures
{
    public static GraphReply Invoke(GraphCall call, Workflow workflow) =>
        call.Values(
            "previewFailedTask",
            from task in workflow.Current.EnabledTasks
            let reason = task.ConfigurationError ?? LackingRole(call, task.Definition)
            where reason is not null
            select new
            {
                Name = task.DisplayName,
                DefinitionId = task.Definition.Id,
                TaskId = task.Id,
                FailureReason = reason,
            }
        );

    private static string? LackingRole(GraphCall call, TaskDefinition definition) =>
        definition.RequiredRole is string role && !HasRole(call.Tenant, call.Caller, role)
            ? $"The caller lacks the role {role}."
            : null;

    private static bool HasRole(Tenant tenant, Caller caller, string role)
    {
        if (caller.Permissions is null)
            return true;
        IReadOnlyList<string>? roles = caller.UserPrincipalName is null
            ? tenant.FindApp(caller.AppId)?.DirectoryRoles
            : tenant.FindUserByName(caller.UserPrincipalName)?.DirectoryRoles;
        return roles?.Contains(role, StringComparer.OrdinalIgnoreCase) == true;
    }
}
