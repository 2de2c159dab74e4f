using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>
/// The IDs in the path of a resource, each with the name of its parameter. Null or empty if it isn't specified.
/// </summary>
internal sealed record ResourceKey
{
    public static readonly ResourceKey None = new();

    public bool Deleted { get; init; }
    public string? WorkflowTemplateId { get; init; }
    public string? WorkflowId { get; init; }
    public int? VersionNumber { get; init; }
    public string? RunId { get; init; }
    public string? UserProcessingResultId { get; init; }
    public string? SubjectProcessingResultId { get; init; }
    public string? TaskReportId { get; init; }
    public string? TaskId { get; init; }
    public string? ParentTaskProcessingResultId { get; init; }
    public string? AccessPackageAssignmentId { get; init; }

    /// <summary>The ID for a parameter; null if it isn't specified.</summary>
    public string? this[string parameter] =>
        parameter switch
        {
            nameof(WorkflowTemplateId) => WorkflowTemplateId,
            nameof(WorkflowId) => WorkflowId,
            nameof(VersionNumber) => VersionNumber?.ToString(CultureInfo.InvariantCulture),
            nameof(RunId) => RunId,
            nameof(UserProcessingResultId) => UserProcessingResultId,
            nameof(SubjectProcessingResultId) => SubjectProcessingResultId,
            nameof(TaskReportId) => TaskReportId,
            nameof(TaskId) => TaskId,
            nameof(ParentTaskProcessingResultId) => ParentTaskProcessingResultId,
            nameof(AccessPackageAssignmentId) => AccessPackageAssignmentId,
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };

    /// <summary>The names of the parameters for which something is specified, including an empty text.</summary>
    public IEnumerable<string> BoundNames => PathTemplate.Parameters.Where(name => this[name] is not null);

    /// <summary>The names of the parameters for which an ID is specified.</summary>
    public IEnumerable<string> NonEmptyNames =>
        PathTemplate.Parameters.Where(name => !string.IsNullOrEmpty(this[name]));

    /// <summary>Returns these IDs and the ID for one more parameter.</summary>
    public ResourceKey With(string parameter, string id) =>
        parameter switch
        {
            nameof(WorkflowTemplateId) => this with { WorkflowTemplateId = id },
            nameof(WorkflowId) => this with { WorkflowId = id },
            nameof(VersionNumber) => this with
            {
                VersionNumber = int.Parse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            },
            nameof(RunId) => this with { RunId = id },
            nameof(UserProcessingResultId) => this with { UserProcessingResultId = id },
            nameof(SubjectProcessingResultId) => this with { SubjectProcessingResultId = id },
            nameof(TaskReportId) => this with { TaskReportId = id },
            nameof(TaskId) => this with { TaskId = id },
            nameof(ParentTaskProcessingResultId) => this with { ParentTaskProcessingResultId = id },
            nameof(AccessPackageAssignmentId) => this with { AccessPackageAssignmentId = id },
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };

    /// <summary>
    /// Returns only the IDs for the specified parameters: those in a path, which an object that is read from it knows.
    /// </summary>
    public ResourceKey Restrict(IReadOnlyCollection<string> names) =>
        names.Aggregate(
            new ResourceKey { Deleted = Deleted },
            (ids, name) => this[name] is { } id ? ids.With(name, id) : ids
        );
}
