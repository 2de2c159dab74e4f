namespace LifecycleWorkflows;

/// <summary>
/// The items to read: a path, and conditions for the items. Each specified ID is a segment of the path, is a condition,
/// or is implied by a narrower ID; otherwise, there's no selection.
/// </summary>
/// <param name="Place">
/// The list to read or, with <paramref name="IsWalk"/>, the list whose items contain the lists to read.
/// </param>
/// <param name="IsWalk">Whether the items are in the lists of each item of the path.</param>
/// <param name="Conditions">The IDs that each item must have.</param>
/// <param name="OfReport">
/// The IDs that the task report in the path must have, because its items don't contain them.
/// </param>
internal sealed record Selection(
    ResourcePath Place,
    bool IsWalk,
    IReadOnlyList<IdCondition> Conditions,
    IReadOnlyList<IdCondition> OfReport
)
{
    /// <summary>Whether all items of the path are selected.</summary>
    public bool IsWhole => !IsWalk && Conditions.Count == 0 && OfReport.Count == 0;

    /// <summary>Selects items. This is the only method that does.</summary>
    /// <param name="collection">The type of items and all their paths.</param>
    /// <param name="given">All specified IDs.</param>
    /// <param name="apiVersion">The requested API version; null for any.</param>
    /// <param name="usualVersion">The default API version.</param>
    /// <exception cref="LifecycleWorkflowsException">
    /// No path matches the IDs, the IDs contradict each other or aren't valid, or the API version doesn't have the
    /// path.
    /// </exception>
    public static Selection Of(ResourceCollection collection, GivenIds given, string? apiVersion, string usualVersion)
    {
        given.RequireValid();
        Choice[] choices =
        [
            .. collection
                .Templates.Concat(collection.Walks)
                .Select(place => Choice.Of(collection, place, given))
                .OfType<Choice>(),
        ];
        Choice choice =
            choices.FirstOrDefault(each => each.Place.IsIn(apiVersion ?? usualVersion))
            ?? choices.FirstOrDefault()
            ?? throw Refusal(collection, given, wholly: false);
        PathTemplate place = choice.Place;
        if (place.OnlyInBeta && apiVersion == ApiVersions.V1)
            throw Errors.OnlyInBeta(
                $"{collection.Noun} below {string.Join(", ", place.Names.Select(name => "-" + name))}"
            );

        ResourceKey ids = (given.All with { Deleted = given.Deleted }).Restrict([.. place.Names, .. choice.Implied]);
        string version = place.OnlyInBeta ? ApiVersions.Beta : apiVersion ?? usualVersion;
        return new(
            new(version, ids, place.Expand(ids)),
            collection.Walks.Contains(place),
            choice.Conditions,
            choice.OfReport
        );
    }

    /// <summary>Returns the error for IDs that are missing, or that no path contains together.</summary>
    /// <param name="collection">The type of items.</param>
    /// <param name="given">All specified IDs.</param>
    /// <param name="wholly">Whether conditions for the items aren't allowed.</param>
    public static LifecycleWorkflowsException Refusal(ResourceCollection collection, GivenIds given, bool wholly)
    {
        PathTemplate[] places = [.. collection.Templates.Where(place => place.Deleted == given.Deleted)];
        string ways = string.Join(
            "; ",
            places
                .Where(place => place.Names.Count > 0)
                .OrderBy(place => place.OnlyInBeta)
                .Select(place => string.Join(' ', Parameters(place.Names, given.Deleted)))
                .Distinct()
        );
        return places.Any(place =>
            given.Names.All(name => place.Names.Contains(name) || (!wholly && collection.PropertyOf(name) is not null))
        )
            ? Errors.IdsMissing(collection.Noun, given.Names, ways)
            : Errors.IdsConflict(
                collection.Noun,
                given.Deleted ? [.. given.Names, nameof(ResourceKey.Deleted)] : given.Names,
                ways
            );
    }

    private static IEnumerable<string> Parameters(IEnumerable<string> names, bool deleted) =>
        [.. names.Select(name => "-" + name), .. deleted ? ["-" + nameof(ResourceKey.Deleted)] : Array.Empty<string>()];

    /// <summary>A path that matches all IDs, and how the IDs that aren't segments are used.</summary>
    private sealed record Choice(
        PathTemplate Place,
        IReadOnlyList<string> Implied,
        IReadOnlyList<IdCondition> Conditions,
        IReadOnlyList<IdCondition> OfReport
    )
    {
        /// <summary>Returns null if an ID would be ignored or is missing.</summary>
        public static Choice? Of(ResourceCollection collection, PathTemplate place, GivenIds given)
        {
            if (place.Deleted != given.Deleted || !place.Names.All(given.Names.Contains))
                return null;
            List<string> implied = [];
            List<IdCondition> conditions = [],
                ofReport = [];
            foreach (string name in given.Names.Except(place.Names))
            {
                if (given.IsImplied(name, place))
                    implied.Add(name);
                else if (collection.PropertyOf(name) is { } property)
                    conditions.Add(new(name, property, given.All[name]!));
                else if (
                    collection.HasItemProperties
                    && place.IsBelowReport
                    && ResourceCollection.TaskReports.PropertyOf(name) is { } told
                )
                    ofReport.Add(new(name, told, given.All[name]!));
                else
                    return null;
            }
            return new(place, [.. implied, .. ofReport.Select(condition => condition.Parameter)], conditions, ofReport);
        }
    }
}
