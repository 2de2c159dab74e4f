namespace LifecycleWorkflows.Emulator.State;

/// <summary>A person. No record, since managers may lead in a circle.</summary>
internal sealed class User(string id)
{
    public string Id { get; } = id;
    public string? DisplayName { get; init; }
    public string? GivenName { get; init; }
    public string? Surname { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? Mail { get; init; }
    public string? JobTitle { get; init; }
    public string? Department { get; init; }
    public string? EmployeeType { get; init; }
    public DateTime? EmployeeHireDate { get; init; }
    public DateTime? EmployeeLeaveDateTime { get; init; }
    public DateTime? CreatedDateTime { get; init; }
    public IReadOnlyList<string> DirectoryRoles { get; init; } = [];
    public User? Manager { get; set; }
}
