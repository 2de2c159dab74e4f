namespace LifecycleWorkflows;

/// <summary>Every id that was given, and how.</summary>
/// <param name="Explicit">Those that stand on the command line. They decide where an object says otherwise.</param>
/// <param name="All">Those, and the ones that an object brought.</param>
internal sealed record GivenIds(ResourceKey Explicit, ResourceKey All)
{
    /// <summary>
    /// Whether what was piped in is one thing of the service, so that its ids belong together and a narrower one
    /// implies the others.
    /// </summary>
    public bool AreOfOneObject { get; init; }

    /// <summary>Whether the object brought the id of a single item, too.</summary>
    public bool IncludeItem { get; init; }

    public bool Deleted => All.Deleted || !string.IsNullOrEmpty(All.ParentTaskProcessingResultId);

    /// <summary>The parameters under which an id was given.</summary>
    public IReadOnlyList<string> Names { get; } = [.. All.NonEmptyNames];

    /// <summary>
    /// Whether an object's own narrower id says the same. A typed id is never implied: it may be another thing's. Nor
    /// is a template: nothing of a workflow is of one.
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

    /// <exception cref="LifecycleWorkflowsException">One of the ids cannot stand in a path.</exception>
    public void RequireValid()
    {
        foreach (string name in Names.Union(Explicit.BoundNames))
            ResourcePath.RequireUsableId(name, All[name]);
        if (All.VersionNumber < 1)
            throw Errors.ParameterInvalid(
                nameof(ResourceKey.VersionNumber),
                $"{All.VersionNumber} is no version of a workflow",
                "Versions count from 1."
            );
    }

    private bool IsExplicit(string name) => !string.IsNullOrEmpty(Explicit[name]);
}
