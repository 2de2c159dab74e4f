using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>What $select and $expand leave of an entity.</summary>
internal sealed class Projection<T>
{
    private readonly Property<T>[] _properties;

    private Projection(IEnumerable<Property<T>> properties) => _properties = [.. properties];

    public static Projection<T> DefaultOf(EntityType<T> type) =>
        new(type.Properties.Where(property => property.IsDefault));

    public static Projection<T> KeyOf(EntityType<T> type) => new([type.Properties[0]]);

    public static Projection<T> Parse(EntityType<T> type, string? select, string? expand)
    {
        HashSet<string>? selected = select is null ? null : [.. ParseSelect(type, select)];
        Dictionary<string, Property<T>> expanded = expand is null
            ? []
            : ParseExpand(type, expand).ToDictionary(property => property.Name);
        return new(
            type.Properties.Where(property =>
                    expanded.ContainsKey(property.Name) || (selected?.Contains(property.Name) ?? property.IsDefault)
                )
                .Select(property => expanded.GetValueOrDefault(property.Name, property))
        );
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

    private static IEnumerable<string> ParseSelect(EntityType<T> type, string select)
    {
        foreach (string name in select.Split(',', StringSplitOptions.TrimEntries))
        {
            if (name == "*")
            {
                foreach (Property<T> property in type.Properties.Where(property => property.IsDefault))
                    yield return property.Name;
            }
            else
            {
                yield return Find(type, name, "$select").Name;
            }
        }
    }

    private static IEnumerable<Property<T>> ParseExpand(EntityType<T> type, string expand)
    {
        if (!type.IsExpandable)
            throw UnsupportedOption.NotHere("$expand");
        foreach (ExpandItem item in ExpandItem.Parse(expand))
        {
            if (Find(type, item.Name, "$expand") is not Navigation<T> navigation)
                throw GraphException.BadRequest(
                    $"Parsing OData Select and Expand failed: Property '{item.Name}' on type '{type.Name}' is not a navigation property or complex property. Only navigation properties can be expanded."
                );
            yield return navigation.Expand(item.Select);
        }
    }

    private static Property<T> Find(EntityType<T> type, string name, string option) =>
        type.Find(name)
        ?? throw GraphException.BadRequest(
            $"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{type.Name}' ({option})."
        );
}
