namespace LifecycleWorkflows.Emulator.State;

/// <summary>All that the emulator knows. Reached through <see cref="TenantStore"/> only, which guards it.</summary>
internal sealed class Tenant
{
    public required IReadOnlyDictionary<string, User> Users { get; init; }
    public required IReadOnlyList<Group> Groups { get; init; }
    public required List<TaskDefinition> TaskDefinitions { get; init; }
    public required List<CustomTaskExtension> CustomTaskExtensions { get; init; }
    public required IReadOnlyList<WorkflowTemplate> WorkflowTemplates { get; init; }
    public required List<Workflow> Workflows { get; init; }
    public required List<AssignmentRequest> AssignmentRequests { get; init; }

    public required LifecycleSettings Settings { get; init; }

    /// <summary>The apps that can ask for a token.</summary>
    public required List<App> Apps { get; init; }

    public IEnumerable<Assignment> Assignments =>
        AssignmentRequests
            .GroupBy(request => request.AssignmentId)
            .Select(requests => new Assignment(requests.Key, [.. requests]));

    public IEnumerable<Workflow> LiveWorkflows => Workflows.Where(workflow => !workflow.IsDeleted);
    public IEnumerable<Workflow> DeletedWorkflows => Workflows.Where(workflow => workflow.IsDeleted);

    public App? FindApp(string? appId) => Apps.Find(app => app.AppId.Equals(appId, StringComparison.OrdinalIgnoreCase));

    public User? FindUser(string id) => Users.GetValueOrDefault(id);

    /// <summary>The user who signs in with this name.</summary>
    public User? FindUserByName(string? userPrincipalName) =>
        Users.Values.FirstOrDefault(user =>
            user.UserPrincipalName is string own && own.Equals(userPrincipalName, StringComparison.OrdinalIgnoreCase)
        );

    public Group? FindGroup(string id) => Groups.FirstOrDefault(group => group.Id == id);

    public TaskProcessingResult? FindResult(string resultId) =>
        Workflows
            .Select(workflow => workflow.Scope)
            .Concat(WorkflowTemplates.Select(template => template.Scope))
            .Select(scope => scope.FindResult(resultId))
            .FirstOrDefault(result => result is not null);
}
