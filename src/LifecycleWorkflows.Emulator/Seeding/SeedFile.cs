using System.Text.Json;
using System.Text.Json.Serialization;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>
/// A tenant as it is written in a seed file. Relations are ids; dates are absolute, or offsets from the start.
/// </summary>
internal sealed record SeedFile
{
    /// <summary>For editors, which look up the schema that it names.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public LifecycleSettings Settings { get; set; } = new();
    public IReadOnlyList<SeedApp> Apps { get; set; } = [];
    public IReadOnlyList<SeedUser> Users { get; set; } = [];
    public IReadOnlyList<SeedGroup> Groups { get; set; } = [];
    public IReadOnlyList<TaskDefinition> TaskDefinitions { get; set; } = [];
    public IReadOnlyList<SeedCustomTaskExtension> CustomTaskExtensions { get; set; } = [];
    public IReadOnlyList<SeedWorkflowTemplate> WorkflowTemplates { get; set; } = [];
    public IReadOnlyList<SeedWorkflow> Workflows { get; set; } = [];
    public IReadOnlyList<SeedAssignmentRequest> AssignmentRequests { get; set; } = [];
}

internal sealed record SeedApp
{
    public required string AppId { get; init; }

    /// <summary>Without one, any secret will do.</summary>
    public string? ClientSecret { get; set; }

    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>The public halves, as PEM text. With them, or federated credentials, assertions are checked.</summary>
    public IReadOnlyList<string> Certificates { get; set; } = [];

    public IReadOnlyList<SeedFederatedCredential> FederatedCredentials { get; set; } = [];
    public bool ManagedIdentity { get; set; }
    public string? ObjectId { get; set; }
    public string? ResourceId { get; set; }

    /// <summary>The names of the roles that an action of this app may need.</summary>
    public IReadOnlyList<string> DirectoryRoles { get; set; } = [];
}

internal sealed record SeedFederatedCredential
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public string Audience { get; set; } = "api://AzureADTokenExchange";

    /// <summary>PEM text; without it the signature is believed.</summary>
    public string? Certificate { get; set; }
}

internal sealed record SeedUser
{
    public required string Id { get; init; }
    public string? DisplayName { get; set; }
    public string? GivenName { get; set; }
    public string? Surname { get; set; }
    public string? UserPrincipalName { get; set; }
    public string? Mail { get; set; }
    public string? JobTitle { get; set; }
    public string? Department { get; set; }

    public string? EmployeeType { get; set; }
    public string? EmployeeHireDate { get; set; }
    public string? EmployeeLeaveDateTime { get; set; }
    public string? CreatedDateTime { get; set; }

    /// <summary>The names of the roles that an action of this user may need.</summary>
    public IReadOnlyList<string> DirectoryRoles { get; set; } = [];

    /// <summary>The id of a user.</summary>
    public string? Manager { get; set; }
}

internal sealed record SeedGroup
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }

    /// <summary>The ids of users.</summary>
    public IReadOnlyList<string> Members { get; set; } = [];
}

internal sealed record SeedCustomTaskExtension
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }
    public string? CreatedDateTime { get; set; }
    public string? LastModifiedDateTime { get; set; }
    public string? CreatedBy { get; set; }
    public string? LastModifiedBy { get; set; }
    public JsonElement? AuthenticationConfiguration { get; set; }
    public JsonElement? ClientConfiguration { get; set; }
    public JsonElement? EndpointConfiguration { get; set; }
    public JsonElement? CallbackConfiguration { get; set; }

    /// <summary>Who is called in place of the Logic App.</summary>
    public string? CalloutEndpoint { get; set; }
}

internal sealed record SeedTask
{
    public required string Id { get; init; }
    public required string TaskDefinitionId { get; init; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }
    public bool? ContinueOnError { get; set; }
    public bool IsEnabled { get; set; } = true;
    public IReadOnlyList<KeyValue> Arguments { get; set; } = [];

    /// <summary>What is wrong with it, for which it fails whomever it runs for.</summary>
    public string? ConfigurationError { get; set; }

    /// <summary>For whom it fails.</summary>
    public IReadOnlyList<SeedTaskFailure> Failures { get; set; } = [];
}

internal sealed record SeedTaskFailure
{
    /// <summary>The id of a user; all users unless given.</summary>
    public string? Subject { get; set; }

    public required string FailureReason { get; init; }

    /// <summary>How often, in runs of the emulator; always unless given.</summary>
    public int? Times { get; set; }
}

internal sealed record SeedWorkflowTemplate
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }
    public required string Category { get; init; }
    public JsonElement? ExecutionConditions { get; set; }
    public IReadOnlyList<SeedTask> Tasks { get; set; } = [];
    public IReadOnlyList<SeedUserProcessingResult> UserProcessingResults { get; set; } = [];
}

internal sealed record SeedWorkflow
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }
    public required string Category { get; init; }
    public bool IsEnabled { get; set; } = true;
    public bool IsSchedulingEnabled { get; set; }
    public JsonElement? ExecutionConditions { get; set; }
    public string? DeletedDateTime { get; set; }
    public string? NextScheduleRunDateTime { get; set; }
    public SeedQuarantine? Quarantine { get; set; }

    /// <summary>Graph's quarantineConfiguration; that of the settings unless given.</summary>
    public JsonElement? QuarantineConfiguration { get; set; }

    public required IReadOnlyList<SeedWorkflowVersion> Versions { get; init; }
    public IReadOnlyList<SeedRun> Runs { get; set; } = [];
}

internal sealed record SeedQuarantine
{
    public required string QuarantinedDateTime { get; init; }
    public required string QuarantineReason { get; init; }
    public required string QuarantineType { get; init; }
}

internal sealed record SeedWorkflowVersion
{
    public required int VersionNumber { get; init; }
    public string? CreatedDateTime { get; set; }
    public string? LastModifiedDateTime { get; set; }
    public string? CreatedBy { get; set; }
    public string? LastModifiedBy { get; set; }
    public IReadOnlyList<SeedTask> Tasks { get; set; } = [];
}

internal sealed record SeedRun
{
    public required string Id { get; init; }
    public int? WorkflowVersion { get; set; }
    public string WorkflowExecutionType { get; set; } = "scheduled";
    public required string ScheduledDateTime { get; init; }
    public string? StartedDateTime { get; set; }
    public IReadOnlyList<SeedUserProcessingResult> UserProcessingResults { get; set; } = [];
}

internal sealed record SeedUserProcessingResult
{
    public required string Id { get; init; }
    public required string Subject { get; init; }
    public IReadOnlyList<SeedTaskProcessingResult> TaskProcessingResults { get; set; } = [];
}

internal sealed record SeedTaskProcessingResult
{
    public required string Id { get; init; }
    public required string Task { get; init; }
    public required string ProcessingStatus { get; init; }
    public string? CreatedDateTime { get; set; }
    public string? StartedDateTime { get; set; }
    public string? CompletedDateTime { get; set; }
    public string? FailureReason { get; set; }
    public string? ProcessingInfo { get; set; }
}

internal sealed record SeedAssignmentRequest
{
    public required string Id { get; init; }
    public required string RequestType { get; init; }
    public required string State { get; init; }
    public required string Status { get; init; }
    public required string Requestor { get; init; }
    public required AccessPackage AccessPackage { get; init; }
    public required string AssignmentId { get; init; }
    public string? Justification { get; set; }
    public string? CreatedDateTime { get; set; }
    public string? CompletedDateTime { get; set; }
    public JsonElement? Schedule { get; set; }
    public IReadOnlyList<SeedCalloutInstance> CustomExtensionCalloutInstances { get; set; } = [];
}

internal sealed record SeedCalloutInstance
{
    public required string Id { get; init; }
    public required string Stage { get; init; }
    public required string Status { get; init; }
    public string? CustomExtensionId { get; set; }
    public string? Detail { get; set; }
    public string? ExternalCorrelationId { get; set; }
}
