namespace LifecycleWorkflows;

/// <summary>
/// Which items are meant: a place to read, and what remains to be decided on each item of it. Every id that was given
/// takes part, as a segment of the place, as a condition, or because a narrower one implies it; or else there is no
/// selection.
/// </summary>
/// <param name="Place">
/// Where to read: a list, or with <paramref name="IsWalk"/> the list whose items' lists are meant.
/// </param>
/// <param name="IsWalk">Whether the items are those below each item of the place.</param>
/// <param name="Conditions">The ids that each item must have.</param>
/// <param name="OfReport">
/// The ids that the task report of the place must have, since its items do not tell them.
/// </param>
internal sealed record Selection(
    ResourcePath Place,
    bool IsWalk,
    IReadOnlyList<IdCondition> Conditions,
    IReadOnlyList<IdCondition> OfReport
)
{
    /// <summary>Whether all items of the place are meant.</summary>
    public bool IsWhole => !IsWalk && Conditions.Count == 0 && OfReport.Count == 0;

    /// <summary>The one function that says which items are meant.</summary>
    /// <param name="collection">What kind of items, and every place that has some.</param>
    /// <param name="given">Every id that was given.</param>
    /// <param name="apiVersion">The version that was asked for; null when any will do.</param>
    /// <param name="usualVersion">The version when nothing else decides.</param>
    /// <exception cref="LifecycleWorkflowsException">
    /// The ids lead nowhere, contradict each other or cannot stand in a path, or the version has no such place.
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

    /// <summary>Why nothing is selected: ids are missing, or there is no place for all of them together.</summary>
    /// <param name="collection">What kind of items.</param>
    /// <param name="given">Every id that was given.</param>
    /// <param name="wholly">Whether nothing may remain to be decided on the items.</param>
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

    /// <summary>A place that all ids lead to, and what becomes of those that are no segment of it.</summary>
    private sealed record Choice(
        PathTemplate Place,
        IReadOnlyList<string> Implied,
        IReadOnlyList<IdCondition> Conditions,
        IReadOnlyList<IdCondition> OfReport
    )
    {
        /// <summary>Null when an id would be dropped, or is missing.</summary>
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
