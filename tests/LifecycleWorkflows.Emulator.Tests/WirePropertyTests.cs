using System.Text.Json;
using System.Xml.Linq;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// Every property that Microsoft's metadata gives a type is on the wire, and nothing else, with the right kind of
/// value.
/// </summary>
public sealed class WirePropertyTests : EmulatorTest
{
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";
    private static readonly XElement Metadata = XElement.Load(
        Path.Combine(Repository.Root, "tests", "data", "types-v1.0.csdl.xml")
    );

    protected override string? Seed => null;

    [Theory]
    [InlineData("workflow", "workflows")]
    [InlineData("workflow", "deletedItems/workflows")]
    [InlineData("workflowVersion", "workflows/0/versions")]
    [InlineData("workflowTemplate", "workflowTemplates")]
    [InlineData("task", "workflows/0/tasks")]
    [InlineData("taskDefinition", "taskDefinitions")]
    [InlineData("customTaskExtension", "customTaskExtensions")]
    [InlineData("run", "workflows/0/runs")]
    [InlineData("userProcessingResult", "workflows/0/userProcessingResults", "subject")]
    [InlineData("taskReport", "workflows/0/taskReports", "task", "taskDefinition")]
    [InlineData("taskProcessingResult", "workflows/0/runs/0/taskProcessingResults", "subject", "task")]
    public async Task Has_every_property(string type, string path, params string[] navigations)
    {
        string collection = $"v1.0/{LifecycleWorkflows}";
        foreach (string segment in path.Split('/'))
            collection += $"/{(segment == "0" ? (await IdsAsync(collection))[0] : segment)}";
        await AssertProperties(collection, type, navigations);
    }

    [Fact]
    public Task Has_every_property_of_an_assignment_request() =>
        AssertProperties(
            "v1.0/identityGovernance/entitlementManagement/assignmentRequests",
            "accessPackageAssignmentRequest",
            []
        );

    [Theory]
    [InlineData("lifecycleManagementSettings", "settings")]
    [InlineData("lifecycleWorkflowsContainer", "")]
    [InlineData("insights", "insights")]
    [InlineData("runSummary", "workflows/0/runs/summary")]
    [InlineData("userSummary", "workflows/0/userProcessingResults/summary")]
    [InlineData("taskReportSummary", "workflows/0/taskReports/summary")]
    [InlineData("workflowsInsightsSummary", "insights/workflowsProcessedSummary")]
    [InlineData("workflowsInsightsByCategory", "insights/workflowsProcessedByCategory")]
    [InlineData("topTasksInsightsSummary", "insights/topTasksProcessedSummary")]
    [InlineData("topWorkflowsInsightsSummary", "insights/topWorkflowsProcessedSummary")]
    public async Task Has_every_property_of_what_there_is_one_of(string type, string path)
    {
        string workflow = (await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows"))[0];
        string function =
            path.EndsWith("ummary", StringComparison.Ordinal) || path.EndsWith("Category", StringComparison.Ordinal)
                ? "(startDateTime=2026-01-01,endDateTime=2026-12-31)"
                : "";
        JsonElement answer = await GetAsync(
            $"v1.0/{LifecycleWorkflows}/{path}{function}"
                .Replace("/0/", $"/{workflow}/", StringComparison.Ordinal)
                .TrimEnd('/')
        );
        JsonElement value = answer.TryGetProperty("value", out JsonElement values) ? values[0] : answer;
        Dictionary<string, XElement> properties = Properties(type)
            .ToDictionary(property => property.Attribute("Name")!.Value);

        Assert.Equal(
            properties.Keys.Order(),
            value.EnumerateObject().Select(property => property.Name).Where(name => !name.StartsWith('@')).Order()
        );
        foreach ((string name, XElement property) in properties)
            Assert.True(Fits(property, value.GetProperty(name)), $"{type}.{name}: {value.GetProperty(name)}");
    }

    private async Task AssertProperties(string collection, string type, string[] navigations)
    {
        Dictionary<string, XElement> properties = Properties(type)
            .ToDictionary(property => property.Attribute("Name")!.Value);
        JsonElement[] items = [.. (await GetAsync(collection)).GetProperty("value").EnumerateArray()];

        Assert.NotEmpty(items);
        foreach (JsonElement item in items)
        {
            Assert.Equal(
                properties.Keys.Concat(navigations).Order(),
                item.EnumerateObject().Select(property => property.Name).Order()
            );
            foreach ((string name, XElement property) in properties)
                Assert.True(Fits(property, item.GetProperty(name)), $"{type}.{name}: {item.GetProperty(name)}");
        }
    }

    private static bool Fits(XElement property, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return property.Attribute("Nullable")?.Value != "false";
        return property.Attribute("Type")!.Value switch
        {
            "Edm.DateTimeOffset" => value.GetString()!.Length == "2026-11-22T08:30:00.0000000Z".Length
                && value.TryGetDateTimeOffset(out _)
                && value.GetString()!.EndsWith('Z'),
            "Edm.Int32" => value.TryGetInt32(out _),
            "Edm.Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "Edm.String" => value.ValueKind == JsonValueKind.String,
            string collection when collection.StartsWith("Collection(", StringComparison.Ordinal) => value.ValueKind
                == JsonValueKind.Array,
            string name when FindType(name)?.Name.LocalName == "EnumType" => IsMember(
                FindType(name)!,
                value.GetString()!
            ),
            _ => value.ValueKind == JsonValueKind.Object,
        };
    }

    private static bool IsMember(XElement type, string value)
    {
        string[] members = [.. type.Elements(Edm + "Member").Select(member => member.Attribute("Name")!.Value)];
        return (type.Attribute("IsFlags")?.Value == "true" ? value.Split(',') : [value]).All(members.Contains);
    }

    private static IEnumerable<XElement> Properties(string type)
    {
        XElement element = FindType(type)!;
        IEnumerable<XElement> own = element.Elements(Edm + "Property");
        return element.Attribute("BaseType") is XAttribute parent ? Properties(parent.Value).Concat(own) : own;
    }

    private static XElement? FindType(string name) =>
        Metadata
            .Descendants()
            .FirstOrDefault(element =>
                element.Name.LocalName is "EntityType" or "EnumType" or "ComplexType"
                && element.Attribute("Name")!.Value == name.Split('.')[^1]
            );
}
