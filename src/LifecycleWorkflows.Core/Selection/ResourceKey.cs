using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>
/// The ids that lead to a resource, each under the name of the parameter that takes it. Null or empty means not given.
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

    /// <summary>The id under a parameter's name; null when it was not given.</summary>
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

    /// <summary>The names under which something was given, an empty text included.</summary>
    public IEnumerable<string> BoundNames => PathTemplate.Parameters.Where(name => this[name] is not null);

    /// <summary>The names under which an id was given.</summary>
    public IEnumerable<string> NonEmptyNames =>
        PathTemplate.Parameters.Where(name => !string.IsNullOrEmpty(this[name]));

    /// <summary>These ids with one more, under a parameter's name.</summary>
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
    /// Only the ids under the given names: what a path is made of, and what a record that was read below it knows.
    /// </summary>
    public ResourceKey Restrict(IReadOnlyCollection<string> names) =>
        names.Aggregate(
            new ResourceKey { Deleted = Deleted },
            (ids, name) => this[name] is { } id ? ids.With(name, id) : ids
        );
}
