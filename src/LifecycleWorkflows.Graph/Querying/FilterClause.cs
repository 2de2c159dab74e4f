namespace LifecycleWorkflows.Graph.Querying;

/// <summary>
/// A filter that this module made: it can be put to the service, unless only this module can decide it, and decided
/// here when the service does not take it.
/// </summary>
internal abstract record FilterClause(string Property)
{
    private const string StatusProperty = "processingStatus";

    /// <summary>Runs that may still have something in progress.</summary>
    public static readonly FilterClause NotEnded = new NotEndedCondition();

    /// <summary>Whether what fulfils it may cease to do so, because of a status that can change.</summary>
    public virtual bool IsVolatile => false;

    /// <summary>Whether it is about the user alone, so that results of a user need no second look.</summary>
    public virtual bool IsOfUser => false;

    /// <summary>
    /// The relation that must be brought along to decide it here; null when the items have all that it takes.
    /// </summary>
    public virtual string? Relation => null;

    public static FilterClause? In(string property, IReadOnlyList<string>? values) =>
        values is null ? null : new EqualAnyCondition(property, values, property);

    public static FilterClause? OnOrAfter(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "ge", time.Value);

    public static FilterClause? Before(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "lt", time.Value);

    /// <summary>An id that the service can filter by.</summary>
    public static FilterClause IdEqual(string property, string id) => new IdEqualCondition(property, id);

    /// <summary>The key of the items of a collection.</summary>
    public static FilterClause Key(ResourceCollection collection, string id) =>
        new IdEqualCondition(collection.Key, id);

    /// <summary>
    /// What a selection leaves to be decided. The service does not filter by what it brings along, such as a result's
    /// task.
    /// </summary>
    public static FilterClause Of(IdCondition id) =>
        new IdEqualCondition(id.Property, id.Id) { IsFilter = !id.Property.Contains('/', StringComparison.Ordinal) };

    /// <summary>A task by its name for display or its id, as somebody wrote it.</summary>
    public static FilterClause TaskNamed(string text) => new TaskCondition(text);

    /// <summary>
    /// A user by the sign-in name. No filter: the name is to stand in no request, and no permission to read the
    /// directory is needed.
    /// </summary>
    public static FilterClause UserNamed(string signInName) => new UserCondition(signInName);

    /// <summary>A user as somebody named them: by id, or by the sign-in name.</summary>
    public static FilterClause OfSubject(NameOrId user) =>
        user.IsId ? IdEqual("subject/id", user.Text) : UserNamed(user.Text);

    /// <summary>Whether it can be put to the service.</summary>
    public virtual bool IsFilter { get; init; } = true;

    public abstract string ToOData();

    /// <summary>The same condition where the service has another name for the property.</summary>
    public virtual FilterClause WithProperty(string wireName) => this;

    public bool Matches(GraphObject item) => Matches(item, PropertyPath.Value(item, Property));

    protected abstract bool Matches(GraphObject item, object? value);

    private sealed record EqualAnyCondition(string Property, IReadOnlyList<string> Values, string WireName)
        : FilterClause(Property)
    {
        public override bool IsVolatile =>
            Property switch
            {
                StatusProperty => Values.Any(ProcessingStatus.CanChange),
                "state" => Values.Any(AccessPackageRequestState.CanChange),
                "status" => true,
                _ => false,
            };

        public override FilterClause WithProperty(string wireName) => this with { WireName = wireName };

        public override string ToOData() => ODataFilter.EqualAny(WireName, Values);

        protected override bool Matches(GraphObject item, object? value) =>
            value is string text && Values.Contains(text);
    }

    private sealed record TimeCondition(string Property, string Operator, DateTimeOffset Time) : FilterClause(Property)
    {
        public override string ToOData() => ODataFilter.Compare(Property, Operator, Time);

        protected override bool Matches(GraphObject item, object? value) =>
            value is DateTimeOffset time && (Operator == "ge" ? time >= Time : time < Time);
    }

    private sealed record IdEqualCondition(string Property, string Id) : FilterClause(Property)
    {
        public override string ToOData() =>
            Property == ResourceCollection.WorkflowVersions.Key
                ? $"{Property} eq {Id}"
                : ODataFilter.Equal(Property, IdRules.Normalize(Id));

        protected override bool Matches(GraphObject item, object? value) =>
            value?.ToString() is { } id && IdRules.AreEqual(id, Id);
    }

    private sealed record TaskCondition(string Text) : FilterClause("task")
    {
        public override bool IsFilter => false;

        public override string ToOData() => throw new NotSupportedException();

        protected override bool Matches(GraphObject item, object? value) =>
            value is WorkflowTask task
            && (
                IdRules.AreEqual(task.Id, Text)
                || string.Equals(task.DisplayName, Text, StringComparison.OrdinalIgnoreCase)
            );
    }

    private sealed record UserCondition(string SignInName) : FilterClause("subject")
    {
        public override bool IsFilter => false;

        public override bool IsOfUser => true;

        public override string? Relation => Property;

        public override string ToOData() => throw new NotSupportedException();

        protected override bool Matches(GraphObject item, object? value) =>
            value is Subject subject
            && (
                string.Equals(subject.UserPrincipalName, SignInName, StringComparison.OrdinalIgnoreCase)
                || IdRules.AreEqual(subject.Id, SignInName)
            );
    }

    private sealed record NotEndedCondition() : FilterClause(StatusProperty)
    {
        public override bool IsVolatile => true;

        public override string ToOData() =>
            string.Join(
                " and ",
                ProcessingStatus
                    .Known.Where(status => !ProcessingStatus.CanChange(status))
                    .Select(status => $"{Property} ne '{status}'")
            );

        protected override bool Matches(GraphObject item, object? value) =>
            value is not string status || ProcessingStatus.CanChange(status);
    }
}
