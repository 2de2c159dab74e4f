using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// The schema of a seed says what its reader knows, no more and no less, and the examples keep to it.
/// </summary>
public sealed class SchemaTests
{
    private static readonly string Schemas = Path.Combine(Repository.Root, "docs", "schemas");
    private static readonly JsonElement Schema = JsonElement.Parse(
        File.ReadAllText(Path.Combine(Schemas, "tenant.schema.json"))
    );

    private static readonly (string Definition, string Property, IEnumerable<string> Members)[] Enumerations =
    [
        ("taskProcessingResult", "processingStatus", ProcessingStatusNames.All),
        ("workflow", "category", EnumTypes.WorkflowCategory.Members),
        ("workflowTemplate", "category", EnumTypes.WorkflowCategory.Members),
        ("quarantine", "quarantineType", EnumTypes.QuarantineType.Members),
        ("run", "workflowExecutionType", EnumTypes.WorkflowExecutionType.Members),
        ("assignmentRequest", "requestType", EnumTypes.RequestType.Members),
        ("assignmentRequest", "state", EnumTypes.RequestState.Members),
        ("calloutInstance", "stage", EnumTypes.CustomExtensionStage.Members),
        ("calloutInstance", "status", EnumTypes.CalloutInstanceStatus.Members),
    ];

    [Fact]
    public void Every_property_that_the_reader_knows_is_in_the_schema_and_the_other_way_round()
    {
        HashSet<string> seen = [];

        Compare(SeedJsonContext.Default.SeedFile, Schema, "the file", seen);

        Assert.Equal(
            Schema.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name).Order(),
            seen.Order()
        );
    }

    [Fact]
    public void Enumerations_have_the_members_that_the_reader_accepts() =>
        Assert.All(
            Enumerations,
            enumeration =>
                Assert.Equal(
                    enumeration.Members.Order(),
                    Schema
                        .GetProperty("$defs")
                        .GetProperty(enumeration.Definition)
                        .GetProperty("properties")
                        .GetProperty(enumeration.Property)
                        .GetProperty("enum")
                        .EnumerateArray()
                        .Select(member => member.GetString())
                        .Order()
                )
        );

    [
        Theory,
        InlineData("docs/schemas/minimal.json"),
        InlineData("docs/schemas/odd-ids.json"),
        InlineData("src/LifecycleWorkflows.Emulator/Seeds/contoso.json"),
        InlineData("src/LifecycleWorkflows.Emulator/Seeds/fabrikam.json")
    ]
    public async Task Examples_keep_to_the_schema_and_can_be_served(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        JsonElement seed = JsonDocument
            .Parse(
                await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
                new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            )
            .RootElement;

        Assert.Empty(Violations(seed, Schema, "$"));
        await using EmulatorHost host = await EmulatorHost.StartAsync(
            new() { SeedPath = path },
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData("""{"user":[]}""")]
    [InlineData("""{"users":[{}]}""")]
    [InlineData("""{"users":[{"id":1}]}""")]
    [InlineData(
        """{"workflows":[{"id":"w","displayName":"W","category":"sleeper","versions":[{"versionNumber":1}]}]}"""
    )]
    [InlineData("""{"workflows":[{"id":"w","displayName":"W","category":"joiner","versions":[]}]}""")]
    public void What_does_not_keep_to_it_is_found(string seed) =>
        Assert.NotEmpty(Violations(JsonElement.Parse(seed), Schema, "$"));

    private static void Compare(JsonTypeInfo type, JsonElement schema, string what, HashSet<string> seen)
    {
        Dictionary<string, JsonElement> properties = schema
            .GetProperty("properties")
            .EnumerateObject()
            .ToDictionary(property => property.Name, property => property.Value);
        Assert.Equal(
            (what, string.Join(' ', type.Properties.Select(property => property.Name).Order())),
            (what, string.Join(' ', properties.Keys.Order()))
        );
        Assert.Equal(
            type.Properties.Where(property => property.IsRequired).Select(property => property.Name).Order(),
            Required(schema).Order()
        );
        foreach (JsonPropertyInfo property in type.Properties)
        {
            Type element =
                property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable))
                    ? property.PropertyType.GetGenericArguments()[0]
                    : property.PropertyType;
            JsonElement target = properties[property.Name];
            if (target.TryGetProperty("items", out JsonElement items))
                target = items;
            if (target.TryGetProperty("$ref", out JsonElement reference))
            {
                string name = reference.GetString()!["#/$defs/".Length..];
                if (seen.Add(name))
                    Compare(
                        SeedJsonContext.Default.GetTypeInfo(element)!,
                        Schema.GetProperty("$defs").GetProperty(name),
                        name,
                        seen
                    );
            }
        }
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out JsonElement required)
            ? required.EnumerateArray().Select(name => name.GetString()!)
            : [];

    /// <summary>As much of JSON Schema as this schema uses.</summary>
    private static IEnumerable<string> Violations(JsonElement value, JsonElement schema, string where)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            return Violations(
                value,
                Schema.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]),
                where
            );
        if (!Types(schema).Contains(TypeOf(value)))
            return [$"{where} is of type {TypeOf(value)}"];
        if (
            schema.TryGetProperty("enum", out JsonElement members)
            && members.EnumerateArray().All(member => member.GetString() != value.GetString())
        )
            return [$"{where} is {value}"];
        if (schema.TryGetProperty("minLength", out _) && value.GetString()!.Length == 0)
            return [$"{where} is empty"];
        if (schema.TryGetProperty("minItems", out _) && value.GetArrayLength() == 0)
            return [$"{where} is empty"];
        if (value.ValueKind == JsonValueKind.Array)
            return value
                .EnumerateArray()
                .SelectMany((item, index) => Violations(item, schema.GetProperty("items"), $"{where}[{index}]"));
        return
            value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement properties)
            ? MemberViolations(value, schema, properties, where)
            : [];
    }

    private static IEnumerable<string> MemberViolations(
        JsonElement value,
        JsonElement schema,
        JsonElement properties,
        string where
    )
    {
        foreach (string required in Required(schema).Where(required => !value.TryGetProperty(required, out _)))
            yield return $"{where}.{required} is missing";
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out JsonElement property))
                yield return $"{where}.{member.Name} is unknown";
            else
                foreach (string violation in Violations(member.Value, property, $"{where}.{member.Name}"))
                    yield return violation;
        }
    }

    private static IEnumerable<string> Types(JsonElement schema)
    {
        JsonElement type = schema.GetProperty("type");
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(each => each.GetString()!)
            : [type.GetString()!];
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => "integer",
            JsonValueKind kind => kind.ToString().ToLowerInvariant(),
        };
}
