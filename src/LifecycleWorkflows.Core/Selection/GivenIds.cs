namespace LifecycleWorkflows;

/// <summary>All specified IDs, and how they were specified.</summary>
/// <param name="Explicit">The IDs on the command line. They override the IDs of an input object.</param>
/// <param name="All">The IDs on the command line and those of the input object.</param>
internal sealed record GivenIds(ResourceKey Explicit, ResourceKey All)
{
    /// <summary>
    /// Whether the input object is one resource of the service, so that its IDs belong together and a narrower ID
    /// implies the others.
    /// </summary>
    public bool AreOfOneObject { get; init; }

    /// <summary>Whether the input object also contains the ID of a single item.</summary>
    public bool IncludeItem { get; init; }

    public bool Deleted => All.Deleted || !string.IsNullOrEmpty(All.ParentTaskProcessingResultId);

    /// <summary>The names of the parameters for which an ID is specified.</summary>
    public IReadOnlyList<string> Names { get; } = [.. All.NonEmptyNames];

    /// <summary>
    /// Whether a narrower ID of the input object implies this ID. An ID on the command line is never implied because it
    /// might be of another resource. A template ID isn't either because no resource of a workflow belongs to a
    /// template.
    /// </summary>
    public bool IsImplied(string name, PathTemplate place) =>
        AreOfOneObject
        && !IsExplicit(name)
        && name != nameof(ResourceKey.WorkflowTemplateId)
        && (
            IncludeItem
            || (
                place.IsBelowReport
                && !IsExplicit(nameof(ResourceKey.TaskReportId))
                && ResourceCollection.TaskReports.PropertyOf(name) is not null
            )
        );

    /// <exception cref="LifecycleWorkflowsException">An ID can't be used in a path.</exception>
    public void RequireValid()
    {
        foreach (string name in Names.Union(Explicit.BoundNames))
            ResourcePath.RequireUsableId(name, All[name]);
        if (All.VersionNumber < 1)
            throw Errors.ParameterInvalid(
                nameof(ResourceKey.VersionNumber),
                $"{All.VersionNumber} isn't a valid workflow version",
                "Specify a version number from 1."
            );
    }

    private bool IsExplicit(string name) => !string.IsNullOrEmpty(Explicit[name]);
}
