using System.Collections;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// An entity type of the service: its properties, in the order in which they are written, and where their values come
/// from. Of what kind they are, the service's description says.
/// </summary>
/// <param name="name">Its full name.</param>
/// <param name="order">The order of a list when the client names none.</param>
/// <param name="expandable">The only relation that $expand can name; null where it can name all.</param>
/// <param name="searchText">The property that $search looks at; null where there is no $search.</param>
/// <param name="filterPath">A path into a related entity that $filter can name, such as subject/id.</param>
/// <param name="model">The description that has the type; that of v1.0 unless given.</param>
/// <param name="comparer">How texts are compared; by their characters unless given.</param>
/// <param name="maximumAlternatives">How many values a filter can choose from; any number unless given.</param>
internal sealed class EntityType<T>(
    string name,
    Comparison<T>? order = null,
    (string Name, Func<T, string?> Get)? searchText = null,
    (string Path, Func<T, string?> Get)? filterPath = null,
    string? expandable = null,
    IEdmModel? model = null,
    StringComparer? comparer = null,
    int? maximumAlternatives = null
) : IEnumerable<Property<T>>
{
    private const int DateLength = 28;

    private readonly Dictionary<string, Property<T>> _properties = new(StringComparer.Ordinal);

    public string Name { get; } = name;
    public IEdmModel Model { get; } = model ?? ServiceModel.V1;
    public IEdmEntityType EdmType => (IEdmEntityType)Model.FindType(Name);

    public (string Name, Func<T, string?> Get)? SearchText { get; } = searchText;
    public string? Expandable { get; } = expandable;
    public int MaximumAlternatives { get; } = maximumAlternatives ?? int.MaxValue;
    public Comparison<T> DefaultOrder { get; } = order ?? ((_, _) => 0);

    public void Add(string property, Func<T, string?> get) =>
        Add(
            EdmType.FindProperty(property)?.Type.Definition is IEdmEnumType members
                ? Member(property, new EnumType(members), get)
                : Text(property, get)
        );

    public void Add(string property, Func<T, bool?> get) =>
        Add(
            new ScalarProperty<T, bool?>(
                property,
                get,
                Comparer<bool?>.Default,
                constant => constant.Value as bool?,
                (writer, value, _) => writer.WriteBooleanValue(value!.Value)
            )
            {
                IsUnordered = true,
            }
        );

    public void Add(string property, Func<T, int?> get) =>
        Add(
            new ScalarProperty<T, int?>(
                property,
                get,
                Comparer<int?>.Default,
                constant => constant.Value as int?,
                (writer, value, _) => writer.WriteNumberValue(value!.Value)
            )
        );

    public void Add(string property, Func<T, DateTime?> get) =>
        Add(
            new ScalarProperty<T, DateTime?>(
                property,
                get,
                Comparer<DateTime?>.Default,
                constant => ODataTime.Of(constant.Value),
                WriteTime
            )
        );

    /// <summary>Adds a complex value, or a collection of them.</summary>
    public void Add(string property, Func<T, object?> get) => Add(new ComplexProperty<T>(property, get));

    /// <summary>Adds a relation to many entities.</summary>
    public void Add<TTarget>(string property, Func<EntityType<TTarget>> type, Func<T, IEnumerable<TTarget>> get) =>
        Add(new CollectionNavigation<T, TTarget>(property, type, get));

    /// <summary>Adds a relation to one entity.</summary>
    public void Add<TTarget>(
        string property,
        Func<EntityType<TTarget>> type,
        Func<T, TTarget?> get,
        NavigationForm form
    )
        where TTarget : class => Add(new ReferenceNavigation<T, TTarget>(property, type, get, form));

    public Property<T> Find(string property) =>
        _properties.GetValueOrDefault(property) ?? throw GraphException.UnknownProperty(property, Name);

    /// <summary>What a filter or an order names by this path.</summary>
    public ComparableProperty<T> Comparable(string path)
    {
        if (filterPath?.Path == path)
            return Text(path, filterPath.Value.Get);
        return Find(path) as ComparableProperty<T>
            ?? throw GraphException.BadRequest(
                $"The property '{path}' of type '{Name}' can not be used in the query option."
            );
    }

    public IEnumerator<Property<T>> GetEnumerator() => _properties.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(Property<T> property) => _properties.Add(property.Name, property);

    private ScalarProperty<T, string> Text(string name, Func<T, string?> get) =>
        new(
            name,
            get,
            comparer ?? StringComparer.Ordinal,
            constant => constant.Value as string,
            (writer, value, _) => writer.WriteStringValue(value)
        );

    private static ScalarProperty<T, string> Member(string name, EnumType type, Func<T, string?> get) =>
        new(
            name,
            get,
            Comparer<string?>.Create((x, y) => type.OrderOf(x).CompareTo(type.OrderOf(y))),
            constant => MemberOf(constant) is string member && type.Contains(member) ? member : null,
            (writer, value, options) => writer.WriteStringValue(type.Shown(value, options.IncludeUnknownEnumMembers))
        )
        {
            IsUnordered = true,
        };

    // The library gives some members by their numbers. As they were written they are always names.
    private static string? MemberOf(ConstantNode constant) =>
        constant.Value is not ODataEnumValue ? null
        : constant.LiteralText.Split('\'') is [_, string quoted, _] ? quoted
        : constant.LiteralText;

    /// <summary>Seven digits of a second, always: the round-trip format of a UTC time is the wire's.</summary>
    private static void WriteTime(Utf8JsonWriter writer, DateTime? value, WireOptions options)
    {
        Span<byte> text = stackalloc byte[DateLength];
        value!.Value.TryFormat(text, out int length, "O");
        writer.WriteStringValue(text[..length]);
    }
}
