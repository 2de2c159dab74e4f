using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>What $select and $expand leave of an entity.</summary>
internal sealed class Projection<T>
{
    private readonly Property<T>[] _properties;

    private Projection(IEnumerable<Property<T>> properties) => _properties = [.. properties];

    public static Projection<T> DefaultOf(EntityType<T> type) => new(type.Where(property => property.IsDefault));

    public static Projection<T> KeyOf(EntityType<T> type) => new([type.First()]);

    public static Projection<T> Of(EntityType<T> type, SelectExpandClause? clause)
    {
        if (clause is null)
            return DefaultOf(type);
        Dictionary<string, Property<T>> chosen = new(StringComparer.Ordinal);
        if (clause.AllSelected || clause.SelectedItems.OfType<WildcardSelectItem>().Any())
            chosen = type.Where(property => property.IsDefault).ToDictionary(property => property.Name);
        foreach (SelectItem item in clause.SelectedItems)
        {
            Property<T>? property = item switch
            {
                WildcardSelectItem => null,
                PathSelectItem { SelectedPath.Count: 1 } path => type.Find(path.SelectedPath.FirstSegment.Identifier),
                ExpandedNavigationSelectItem expanded => Expand(type, expanded),
                _ => throw GraphException.BadRequest("Only properties and relations can be selected and expanded."),
            };
            if (property is not null && (item is ExpandedNavigationSelectItem || !chosen.ContainsKey(property.Name)))
                chosen[property.Name] = property;
        }
        return new(type.Where(property => chosen.ContainsKey(property.Name)).Select(property => chosen[property.Name]));
    }

    public void Write(Utf8JsonWriter writer, T item, WireOptions options)
    {
        writer.WriteStartObject();
        WriteProperties(writer, item, options);
        writer.WriteEndObject();
    }

    public void WriteProperties(Utf8JsonWriter writer, T item, WireOptions options)
    {
        foreach (Property<T> property in _properties)
            property.Write(writer, item, options);
    }

    private static Property<T> Expand(EntityType<T> type, ExpandedNavigationSelectItem item)
    {
        bool selectsOnly =
            item is { FilterOption: null, OrderByOption: null, SearchOption: null, ComputeOption: null }
            && item is { TopOption: null, SkipOption: null, CountOption: null, LevelsOption: null, ApplyOption: null }
            && !item.SelectAndExpand.SelectedItems.OfType<ExpandedNavigationSelectItem>().Any();
        if (!selectsOnly)
            throw GraphException.BadRequest("Of the options of $expand only a nested $select is supported.");
        Navigation<T> navigation = (Navigation<T>)type.Find(item.PathToNavigationProperty.FirstSegment.Identifier);
        return navigation.Expand(item.SelectAndExpand);
    }
}
