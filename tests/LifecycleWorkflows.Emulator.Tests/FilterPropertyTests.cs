using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// What the emulator selects is what plain code selects, for thousands of filters over all that can be filtered.
/// </summary>
public sealed class FilterPropertyTests : EmulatorTest
{
    private const int PerCollection = 1000;

    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";
    private static readonly XElement Metadata = XElement.Load(
        Path.Combine(Repository.Root, "tests", "data", "types-v1.0.csdl.xml")
    );

    protected override string? Seed => null;

    protected override void Configure(EmulatorOptions options) => options.PageSize = 1000;

    public static TheoryData<string, string> Collections =>
        new()
        {
            { "taskProcessingResult", "workflows/0/tasks/0/taskProcessingResults" },
            { "taskProcessingResult", "workflows/0/runs/0/taskProcessingResults" },
            { "userProcessingResult", "workflows/0/runs/0/userProcessingResults" },
            { "run", "workflows/0/runs" },
            { "taskReport", "workflows/0/taskReports" },
            { "task", "workflows/0/tasks" },
            { "taskDefinition", "taskDefinitions" },
            { "workflow", "workflows" },
            { "workflowVersion", "workflows/0/versions" },
            { "customTaskExtension", "customTaskExtensions" },
            { "workflowTemplate", "workflowTemplates" },
        };

    [Theory, MemberData(nameof(Collections))]
    public async Task Selects_what_plain_code_selects(string type, string path)
    {
        Random random = new(path.Length);
        string collection = await PrepareAsync(path);
        JsonElement[] items = await ItemsAsync(collection);
        string key = type == "workflowVersion" ? "versionNumber" : "id";
        FilterGenerator generator = new(random, [.. Properties(type)], items);
        List<string> wrong = [];
        int selective = 0;

        for (int i = 0; i < PerCollection; i++)
        {
            FilterTree tree = generator.Tree(random.Next(5));
            string filter = tree.Write(random);
            string[] expected = [.. items.Where(tree.Selects).Select(item => item.GetProperty(key).ToString())];
            string[] actual =
            [
                .. (await ItemsAsync($"{collection}?$select={key}&$filter={Uri.EscapeDataString(filter)}")).Select(
                    item => item.GetProperty(key).ToString()
                ),
            ];
            if (!expected.SequenceEqual(actual))
                wrong.Add(filter);
            if (expected.Length > 0 && expected.Length < items.Length)
                selective++;
        }

        Assert.Empty(wrong);
        Assert.True(
            items.Length < 2 || selective > PerCollection / 10,
            $"Only {selective} filters took some and left some."
        );
    }

    [Theory, MemberData(nameof(Collections))]
    public async Task Refuses_what_is_malformed(string type, string path)
    {
        Random random = new(path.Length);
        string collection = await PrepareAsync(path);
        FilterGenerator generator = new(random, [.. Properties(type)], await ItemsAsync(collection));
        List<string> wrong = [];

        for (int i = 0; i < 150; i++)
        {
            string malformed = generator.Malformed(),
                damaged = generator.Damaged();
            if (
                await StatusAsync(HttpMethod.Get, $"{collection}?$filter={Uri.EscapeDataString(malformed)}")
                != HttpStatusCode.BadRequest
            )
                wrong.Add(malformed);
            if (
                await StatusAsync(HttpMethod.Get, $"{collection}?$filter={Uri.EscapeDataString(damaged)}")
                is not (HttpStatusCode.OK or HttpStatusCode.BadRequest)
            )
                wrong.Add(damaged);
        }

        Assert.Empty(wrong);
    }

    private async Task<string> PrepareAsync(string path)
    {
        Client.DefaultRequestHeaders.Add("Prefer", "include-unknown-enum-members");
        await GenerateAsync("""{"users":3,"tasksPerUser":4,"waiting":true,"status":"canceling"}""");
        string collection = $"v1.0/{LifecycleWorkflows}";
        foreach (string segment in path.Split('/'))
            collection +=
                $"/{(segment == "0" ? Uri.EscapeDataString((await ItemsAsync(collection))[0].GetProperty("id").GetString()!) : segment)}";
        return collection;
    }

    private async Task<JsonElement[]> ItemsAsync(string path) =>
        [.. (await GetAsync(path)).GetProperty("value").EnumerateArray()];

    /// <summary>
    /// Every scalar property that Microsoft's metadata gives the type, and the path that leads to the subject.
    /// </summary>
    private static IEnumerable<FilterProperty> Properties(string type)
    {
        if (type is "taskProcessingResult" or "userProcessingResult")
            yield return new("subject/id", Kind.Text);
        for (
            XElement? element = Find(type);
            element is not null;
            element = element.Attribute("BaseType") is XAttribute parent ? Find(parent.Value) : null
        )
        {
            foreach (XElement property in element.Elements(Edm + "Property"))
            {
                string name = property.Attribute("Name")!.Value,
                    edmType = property.Attribute("Type")!.Value;
                if (Scalar(name, edmType) is FilterProperty scalar)
                    yield return scalar;
            }
        }
    }

    private static FilterProperty? Scalar(string name, string type) =>
        type switch
        {
            "Edm.String" => new(name, Kind.Text),
            "Edm.Int32" => new(name, Kind.Number),
            "Edm.Boolean" => new(name, Kind.Truth),
            "Edm.DateTimeOffset" => new(name, Kind.Time),
            // Flags are compared as text.
            _ when Find(type) is { Name.LocalName: "EnumType" } flags && flags.Attribute("IsFlags") is not null => new(
                name,
                Kind.Text
            ),
            _ when Find(type) is { Name.LocalName: "EnumType" } members => new(
                name,
                Kind.Member,
                [.. members.Elements(Edm + "Member").Select(member => member.Attribute("Name")!.Value)]
            ),
            _ => null,
        };

    private static XElement? Find(string name) =>
        Metadata
            .Descendants()
            .FirstOrDefault(element =>
                element.Name.LocalName is "EntityType" or "EnumType"
                && element.Attribute("Name")!.Value == name.Split('.')[^1]
            );
}
