using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>An entity type of the service: its properties in the order in which they are written.</summary>
internal sealed class EntityType<T>(string name, IReadOnlyList<Property<T>> properties)
{
    private readonly Dictionary<string, Property<T>> _byName = properties.ToDictionary(
        property => property.Name,
        StringComparer.Ordinal
    );

    public string Name { get; } = name;
    public IReadOnlyList<Property<T>> Properties { get; } = properties;

    /// <summary>Paths into related entities that $filter can name, such as subject/id.</summary>
    public IReadOnlyList<ComparableProperty<T>> FilterPaths { get; init; } = [];

    /// <summary>The property that $search looks at; null where there is no $search.</summary>
    public (string Name, Func<T, string?> Get)? SearchText { get; init; }

    /// <summary>Whether $expand is to be had at all: Microsoft's metadata excludes it for some types.</summary>
    public bool IsExpandable { get; init; } = true;

    /// <summary>The order of a list when the client names none.</summary>
    public required Comparison<T> DefaultOrder { get; init; }

    public Property<T>? Find(string property) => _byName.GetValueOrDefault(property);

    public ComparableProperty<T> Comparable(string path)
    {
        if (FilterPaths.FirstOrDefault(property => property.Name == path) is ComparableProperty<T> related)
            return related;
        return Find(path) switch
        {
            ComparableProperty<T> comparable => comparable,
            null => throw GraphException.UnknownProperty(path, Name),
            _ => throw GraphException.BadRequest(
                $"The property '{path}' of type '{Name}' can not be used in the query option."
            ),
        };
    }
}
