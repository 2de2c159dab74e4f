using System.Globalization;
using System.Text;

namespace LifecycleWorkflows;

/// <summary>
/// The path of a collection as in the metadata of the service, such as <c>workflows/{workflow-id}/runs</c>.
/// </summary>
internal sealed class PathTemplate
{
    private static readonly Dictionary<string, string> ParameterOf = new()
    {
        ["{workflowTemplate-id}"] = nameof(ResourceKey.WorkflowTemplateId),
        ["{workflow-id}"] = nameof(ResourceKey.WorkflowId),
        ["{workflowVersion-versionNumber}"] = nameof(ResourceKey.VersionNumber),
        ["{run-id}"] = nameof(ResourceKey.RunId),
        ["{userProcessingResult-id}"] = nameof(ResourceKey.UserProcessingResultId),
        ["{subjectProcessingResult-id}"] = nameof(ResourceKey.SubjectProcessingResultId),
        ["{taskReport-id}"] = nameof(ResourceKey.TaskReportId),
        ["{task-id}"] = nameof(ResourceKey.TaskId),
        ["{taskProcessingResult-id}"] = nameof(ResourceKey.ParentTaskProcessingResultId),
        ["{accessPackageAssignment-id}"] = nameof(ResourceKey.AccessPackageAssignmentId),
    };

    private readonly string[] _segments;

    public PathTemplate(string text, bool onlyInBeta = false)
    {
        Text = text;
        OnlyInBeta = onlyInBeta;
        _segments = text.Split('/');
        Names = [.. _segments.Where(ParameterOf.ContainsKey).Select(segment => ParameterOf[segment])];
        Deleted = text.Contains("/deletedItems/", StringComparison.Ordinal);
    }

    /// <summary>The names of the ID parameters, parents first.</summary>
    public static IReadOnlyCollection<string> Parameters => ParameterOf.Values;

    public string Text { get; }

    public bool OnlyInBeta { get; }

    /// <summary>Whether the path contains a task report, whose items all belong to one run and one task.</summary>
    public bool IsBelowReport => Names.Contains(nameof(ResourceKey.TaskReportId));

    /// <summary>Whether the path is of a deleted workflow.</summary>
    public bool Deleted { get; }

    /// <summary>The parameters whose IDs are segments of the path.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool IsIn(string apiVersion) => !OnlyInBeta || apiVersion == ApiVersions.Beta;

    public string Expand(ResourceKey ids)
    {
        StringBuilder path = new(Text.Length + 40 * Names.Count);
        foreach (string segment in _segments)
            path.Append(path.Length > 0 ? "/" : "")
                .Append(
                    ParameterOf.TryGetValue(segment, out string? name) ? Uri.EscapeDataString(ids[name]!) : segment
                );
        return path.ToString();
    }

    /// <summary>Returns the decoded IDs in a path; null if the path doesn't match.</summary>
    public ResourceKey? Match(ReadOnlySpan<string> segments)
    {
        if (segments.Length != _segments.Length)
            return null;
        ResourceKey ids = new() { Deleted = Deleted };
        for (int i = 0; i < segments.Length; i++)
        {
            if (ParameterOf.TryGetValue(_segments[i], out string? name))
            {
                string id = Uri.UnescapeDataString(segments[i]);
                if (
                    name == nameof(ResourceKey.VersionNumber)
                    && !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                )
                    return null;
                ids = ids.With(name, id);
            }
            else if (!segments[i].Equals(_segments[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }
        return ids;
    }
}
