namespace LifecycleWorkflows.Graph.Querying;

/// <summary>
/// A filter that this module creates. It's sent to the service if the service can evaluate it, or else evaluated on
/// this computer.
/// </summary>
internal abstract record FilterClause(string Property)
{
    private const string StatusProperty = "processingStatus";

    /// <summary>Active runs.</summary>
    public static readonly FilterClause NotEnded = new NotEndedCondition();

    /// <summary>Whether an item can stop matching because its status changes.</summary>
    public virtual bool IsVolatile => false;

    /// <summary>
    /// Whether the filter is only about the user, so that the results of a user don't need to be filtered again.
    /// </summary>
    public virtual bool IsOfUser => false;

    /// <summary>
    /// The relation that must be expanded to evaluate the filter on this computer; null if none is needed.
    /// </summary>
    public virtual string? Relation { get; init; }

    public static FilterClause? In(string property, IReadOnlyList<string>? values) =>
        values is null ? null : new EqualAnyCondition(property, values, property);

    public static FilterClause? OnOrAfter(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "ge", time.Value);

    public static FilterClause? Before(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "lt", time.Value);

    /// <summary>Creates a filter for an ID that the service can filter by.</summary>
    public static FilterClause IdEqual(string property, string id) => new IdEqualCondition(property, id);

    /// <summary>Creates a filter for the key of a collection.</summary>
    public static FilterClause Key(ResourceCollection collection, string id) =>
        new IdEqualCondition(collection.Key, id);

    /// <summary>
    /// Creates a filter for a condition of a selection. The service can't filter by expanded objects, such as the task
    /// of a result.
    /// </summary>
    public static FilterClause Of(IdCondition id) =>
        new IdEqualCondition(id.Property, id.Id) { IsFilter = !id.Property.Contains('/', StringComparison.Ordinal) };

    /// <summary>Creates a filter for a task by its display name or ID.</summary>
    public static FilterClause TaskNamed(string text) => new TaskCondition(text);

    /// <summary>
    /// Creates a filter for a user by user principal name. It's always evaluated on this computer, so that no request
    /// contains the name and no directory permission is needed.
    /// </summary>
    public static FilterClause UserNamed(string signInName) => new UserCondition(signInName);

    /// <summary>Creates a filter for a user by ID or user principal name.</summary>
    public static FilterClause OfSubject(NameOrId user) =>
        user.IsId ? IdEqual("subject/id", user.Text) : UserNamed(user.Text);

    /// <summary>Creates a filter for a user in a list of users, which need not be expanded.</summary>
    public static FilterClause OfListedUser(NameOrId user) =>
        user.IsId ? IdEqual("id", user.Text) : new UserCondition(user.Text) { Relation = null };

    /// <summary>Whether the service can evaluate the filter.</summary>
    public virtual bool IsFilter { get; init; } = true;

    public abstract string ToOData();

    /// <summary>Returns the same filter with another name for the property.</summary>
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

        public override string? Relation { get; init; } = "subject";

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
