using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>
/// Users and groups as the directory serves them: it compares texts without their letter case, and takes no more than
/// fifteen values in a filter.
/// </summary>
internal static class DirectoryTypes
{
    private const int MaximumAlternatives = 15;

    public static EntityType<User> User { get; } =
        new(
            "microsoft.graph.user",
            order: Order.By<User>(user => user.Id),
            comparer: StringComparer.OrdinalIgnoreCase,
            maximumAlternatives: MaximumAlternatives
        )
        {
            { "id", user => user.Id },
            { "department", user => user.Department },
            { "displayName", user => user.DisplayName },
            { "givenName", user => user.GivenName },
            { "jobTitle", user => user.JobTitle },
            { "mail", user => user.Mail },
            { "surname", user => user.Surname },
            { "userPrincipalName", user => user.UserPrincipalName },
        };

    /// <summary>A user as the rules of workflows see one.</summary>
    public static EntityType<User> Subject { get; } =
        new("microsoft.graph.user", comparer: StringComparer.OrdinalIgnoreCase)
        {
            { "id", user => user.Id },
            { "createdDateTime", user => user.CreatedDateTime },
            { "department", user => user.Department },
            { "displayName", user => user.DisplayName },
            { "employeeHireDate", user => user.EmployeeHireDate },
            { "employeeLeaveDateTime", user => user.EmployeeLeaveDateTime },
            { "employeeType", user => user.EmployeeType },
            { "givenName", user => user.GivenName },
            { "jobTitle", user => user.JobTitle },
            { "mail", user => user.Mail },
            { "surname", user => user.Surname },
            { "userPrincipalName", user => user.UserPrincipalName },
        };

    public static EntityType<Group> Group { get; } =
        new(
            "microsoft.graph.group",
            order: Order.By<Group>(group => group.Id),
            comparer: StringComparer.OrdinalIgnoreCase,
            maximumAlternatives: MaximumAlternatives
        )
        {
            { "id", group => group.Id },
            { "description", group => group.Description },
            { "displayName", group => group.DisplayName },
        };
}
