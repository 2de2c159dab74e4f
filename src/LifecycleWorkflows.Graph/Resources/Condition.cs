using System.Collections.Concurrent;
using System.Reflection;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// A filter that this module made: it can be put to the service, unless only this module can decide it, and decided
/// here when the service does not take it.
/// </summary>
internal abstract record Condition(string Property)
{
    private const string StatusProperty = "processingStatus";

    /// <summary>Runs that may still have something in progress.</summary>
    public static readonly Condition NotEnded = new NotEndedCondition();

    /// <summary>Whether what fulfils it may cease to do so, because of a status that can change.</summary>
    public virtual bool IsUnsteady => false;

    /// <summary>Whether it is about the user alone, so that results of a user need no second look.</summary>
    public virtual bool IsOfUser => false;

    /// <summary>
    /// The relation that must be brought along to decide it here; null when the items have all that it takes.
    /// </summary>
    public virtual string? Relation => null;

    public static Condition? EqualAny(string property, IReadOnlyList<string>? values) =>
        values is null ? null : new EqualAnyCondition(property, values, property);

    public static Condition? From(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "ge", time.Value);

    public static Condition? Before(string property, DateTimeOffset? time) =>
        time is null ? null : new TimeCondition(property, "lt", time.Value);

    /// <summary>An id that the service can filter by.</summary>
    public static Condition IdEqual(string property, string id) => new IdEqualCondition(property, id);

    /// <summary>The key of the items of a collection.</summary>
    public static Condition Key(ResourceCollection collection, string id) => new IdEqualCondition(collection.Key, id);

    /// <summary>
    /// What a selection leaves to be decided. The service does not filter by what it brings along, such as a result's
    /// task.
    /// </summary>
    public static Condition Of(IdCondition id) =>
        new IdEqualCondition(id.Property, id.Id) { IsFilter = !id.Property.Contains('/', StringComparison.Ordinal) };

    /// <summary>A task by its name for display or its id, as somebody wrote it.</summary>
    public static Condition TaskNamed(string text) => new TaskCondition(text);

    /// <summary>
    /// A user by the sign-in name. No filter: the name is to stand in no request, and no permission to read the
    /// directory is needed.
    /// </summary>
    public static Condition UserNamed(string signInName) => new UserCondition(signInName);

    /// <summary>Whether it can be put to the service.</summary>
    public virtual bool IsFilter { get; init; } = true;

    public abstract string ToOData();

    /// <summary>The same condition where the service has another name for the property.</summary>
    public virtual Condition Named(string wireName) => this;

    public bool Holds(GraphObject item) => Holds(item, WireProperties.Value(item, Property));

    protected abstract bool Holds(GraphObject item, object? value);

    private sealed record EqualAnyCondition(string Property, IReadOnlyList<string> Values, string WireName)
        : Condition(Property)
    {
        public override bool IsUnsteady =>
            Property switch
            {
                StatusProperty => Values.Any(ProcessingStatus.CanChange),
                "state" => Values.Any(RequestState.CanChange),
                "status" => true,
                _ => false,
            };

        public override Condition Named(string wireName) => this with { WireName = wireName };

        public override string ToOData() => ODataFilter.EqualAny(WireName, Values);

        protected override bool Holds(GraphObject item, object? value) => value is string text && Values.Contains(text);
    }

    private sealed record TimeCondition(string Property, string Operator, DateTimeOffset Time) : Condition(Property)
    {
        public override string ToOData() => ODataFilter.Compare(Property, Operator, Time);

        protected override bool Holds(GraphObject item, object? value) =>
            value is DateTimeOffset time && (Operator == "ge" ? time >= Time : time < Time);
    }

    private sealed record IdEqualCondition(string Property, string Id) : Condition(Property)
    {
        public override string ToOData() =>
            Property == ResourceCollection.WorkflowVersions.Key
                ? $"{Property} eq {Id}"
                : ODataFilter.Equal(Property, PlainId.Normal(Id));

        protected override bool Holds(GraphObject item, object? value) =>
            value?.ToString() is { } id && PlainId.Same(id, Id);
    }

    private sealed record TaskCondition(string Text) : Condition("task")
    {
        public override bool IsFilter => false;

        public override string ToOData() => throw new NotSupportedException();

        protected override bool Holds(GraphObject item, object? value) =>
            value is WorkflowTask task
            && (
                PlainId.Same(task.Id, Text) || string.Equals(task.DisplayName, Text, StringComparison.OrdinalIgnoreCase)
            );
    }

    private sealed record UserCondition(string SignInName) : Condition("subject")
    {
        public override bool IsFilter => false;

        public override bool IsOfUser => true;

        public override string? Relation => Property;

        public override string ToOData() => throw new NotSupportedException();

        protected override bool Holds(GraphObject item, object? value) =>
            value is Subject subject
            && (
                string.Equals(subject.UserPrincipalName, SignInName, StringComparison.OrdinalIgnoreCase)
                || PlainId.Same(subject.Id, SignInName)
            );
    }

    private sealed record NotEndedCondition() : Condition(StatusProperty)
    {
        public override bool IsUnsteady => true;

        public override string ToOData() =>
            string.Join(
                " and ",
                ProcessingStatus
                    .Known.Where(status => !ProcessingStatus.CanChange(status))
                    .Select(status => $"{Property} ne '{status}'")
            );

        protected override bool Holds(GraphObject item, object? value) =>
            value is not string status || ProcessingStatus.CanChange(status);
    }
}

/// <summary>The order of a listing, decided here.</summary>
internal sealed class ClientOrder : IComparer<GraphObject>
{
    private readonly (string Property, bool Descending)[] _keys;

    private ClientOrder((string, bool)[] keys) => _keys = keys;

    /// <summary>
    /// An order such as <c>startedDateTime desc,id</c>; null when the type has not all of these properties.
    /// </summary>
    public static ClientOrder? Of(string? orderBy, Type type)
    {
        if (string.IsNullOrWhiteSpace(orderBy))
            return null;
        string[][] keys =
        [
            .. orderBy
                .Split(',')
                .Select(key => key.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
        return keys.All(key => key is [_] or [_, "asc" or "desc"] && WireProperties.Exists(type, key[0]))
            ? new([.. keys.Select(key => (key[0], key is [_, "desc"]))])
            : null;
    }

    public int Compare(GraphObject? x, GraphObject? y)
    {
        foreach ((string property, bool descending) in _keys)
        {
            (object? one, object? other) = (WireProperties.Value(x!, property), WireProperties.Value(y!, property));
            int order = one is string text
                ? string.CompareOrdinal(text, other as string)
                : Comparer<object?>.Default.Compare(one, other);
            if (order != 0)
                return descending ? -order : order;
        }
        return 0;
    }
}

/// <summary>
/// The properties of records under their wire names, such as <c>subject/id</c>: those of the record but for the first
/// letter's case.
/// </summary>
internal static class WireProperties
{
    private static readonly ConcurrentDictionary<(Type, string), PropertyInfo?> Found = [];

    public static bool Exists(Type type, string path)
    {
        Type? current = type;
        foreach (string name in path.Split('/'))
            current = current is null ? null : Find(current, name)?.PropertyType;
        return current is not null
            && typeof(IComparable).IsAssignableFrom(Nullable.GetUnderlyingType(current) ?? current);
    }

    public static object? Value(object item, string path)
    {
        object? current = item;
        foreach (string name in path.Split('/'))
            current = current is null ? null : Find(current.GetType(), name)?.GetValue(current);
        return current;
    }

    private static PropertyInfo? Find(Type type, string name) =>
        Found.GetOrAdd(
            (type, name),
            static key =>
                key.Item2.Length == 0
                    ? null
                    : key.Item1.GetProperty(char.ToUpperInvariant(key.Item2[0]) + key.Item2[1..])
        );
}
