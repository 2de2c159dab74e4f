using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class QueryOptionTests : EmulatorTest
{
    private static readonly string Results =
        $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}/"
        + $"runs/{Uri.EscapeDataString(TestSeed.Run)}/taskProcessingResults";

    [Theory]
    [InlineData("id", TestSeed.Queued, TestSeed.Waiting)]
    [InlineData("id desc", TestSeed.Waiting, TestSeed.Queued)]
    [InlineData("startedDateTime", TestSeed.Queued, TestSeed.Waiting)]
    [InlineData("startedDateTime desc", TestSeed.Waiting, TestSeed.Queued)]
    [InlineData("processingStatus desc", TestSeed.Waiting, TestSeed.Queued)]
    [InlineData("createdDateTime asc,id desc", TestSeed.Waiting, TestSeed.Queued)]
    [InlineData("createdDateTime", TestSeed.Queued, TestSeed.Waiting)]
    public async Task Orders(string orderBy, params string[] expected) =>
        Assert.Equal(expected, await IdsAsync($"{Results}?$orderby={orderBy}"));

    [Theory]
    [InlineData("$orderby=nothing")]
    [InlineData("$orderby=id up")]
    [InlineData("$orderby=id,")]
    [InlineData("$orderby=subject")]
    [InlineData("$select=nothing")]
    [InlineData("$expand=processingStatus")]
    [InlineData("$expand=nothing")]
    [InlineData("$expand=subject($filter=id eq 'x')")]
    [InlineData("$expand=subject(")]
    [InlineData("$expand=subject/$ref")]
    [InlineData("$orderby=length(id)")]
    [InlineData("$orderby=")]
    [InlineData("$select=subject/id")]
    [InlineData("$top=-1")]
    [InlineData("$top=many")]
    [InlineData("$skip=-1")]
    [InlineData("$count=yes")]
    [InlineData("$foo=1")]
    [InlineData("$search=x")]
    [InlineData("$expand=subject($top=1)")]
    [InlineData("$expand=subject($expand=manager)")]
    [InlineData("$expand=task($select=nothing)")]
    [InlineData("$apply=aggregate($count as n)")]
    [InlineData("$format=xml")]
    [InlineData("$skiptoken=nonsense")]
    [InlineData("$skiptoken=QDE$")]
    [InlineData("$filter=id eq 'a'&$filter=id eq 'b'")]
    public async Task Refuses(string query)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, $"{Results}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Without_options_the_subject_is_its_id_and_the_task_is_whole()
    {
        JsonElement result = await GetAsync($"{Results}/{Uri.EscapeDataString(TestSeed.Waiting)}");

        Assert.Equal(["id"], Names(result.GetProperty("subject")));
        Assert.Equal(
            "customTaskExtensionID",
            result.GetProperty("task").GetProperty("arguments")[0].GetProperty("name").GetString()
        );
    }

    [Fact]
    public async Task Selects()
    {
        JsonElement item = (await GetAsync($"{Results}?$select=id,processingStatus,subject")).GetProperty("value")[0];

        Assert.Equal(["id", "processingStatus", "subject"], Names(item));
        Assert.Equal(
            "http://127.0.0.1",
            (await GetAsync($"{Results}?$select=id")).GetProperty("@odata.context").GetString()![..16]
        );
        Assert.EndsWith(
            "/taskProcessingResults(id)",
            (await GetAsync($"{Results}?$select=id")).GetProperty("@odata.context").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Expands_the_subject_whole_or_in_part()
    {
        JsonElement whole = (await GetAsync($"{Results}?$expand=subject"))
            .GetProperty("value")[0]
            .GetProperty("subject");
        JsonElement part = (
            await GetAsync($"{Results}?$select=id&$expand=subject($select=id,displayName),task($select=id)")
        ).GetProperty("value")[0];

        Assert.Equal("AdeleV@contoso.com", whole.GetProperty("mail").GetString());
        Assert.Equal(["id", "subject", "task"], Names(part));
        Assert.Equal(["id", "displayName"], Names(part.GetProperty("subject")));
        Assert.Equal(["id"], Names(part.GetProperty("task")));
    }

    // Assumption: the library that Graph is built on merges what is expanded twice, so Graph does.
    [Fact]
    public async Task What_is_expanded_twice_is_there_once()
    {
        JsonElement item = (await GetAsync($"{Results}?$expand=subject,subject")).GetProperty("value")[0];

        Assert.Single(Names(item), "subject");
        Assert.Equal("AdeleV@contoso.com", item.GetProperty("subject").GetProperty("mail").GetString());
    }

    [Fact]
    public async Task Expands_collections_and_people_of_a_workflow()
    {
        JsonElement workflow = await GetAsync(
            $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}?$expand=tasks,createdBy"
        );

        Assert.Equal(2, workflow.GetProperty("tasks").GetArrayLength());
        Assert.Equal(TestSeed.User, workflow.GetProperty("createdBy").GetProperty("id").GetString());
    }

    public static TheoryData<string, string> Relations =>
        new()
        {
            {
                "workflows",
                "executionScope,runs,taskReports,userProcessingResults,versions,tasks,createdBy,lastModifiedBy"
            },
            {
                "deletedItems/workflows",
                "executionScope,runs,taskReports,userProcessingResults,versions,tasks,createdBy,lastModifiedBy"
            },
            { "workflows/0/versions", "tasks,createdBy,lastModifiedBy" },
            { "workflows/0/tasks", "taskProcessingResults" },
            { "workflows/0/taskReports", "task,taskDefinition,taskProcessingResults" },
            { "workflows/0/userProcessingResults", "reprocessedRuns,subject,taskProcessingResults" },
            { "workflowTemplates", "tasks" },
            { "customTaskExtensions", "createdBy,lastModifiedBy" },
            { "", "customTaskExtensions,deletedItems,insights,settings,taskDefinitions,workflows,workflowTemplates" },
        };

    [Theory, MemberData(nameof(Relations))]
    public async Task Expands_every_relation_whole_and_in_part(string path, string relations)
    {
        string target =
            $"v1.0/{LifecycleWorkflows}{(path.Length == 0 ? "" : "/")}{path.Replace("/0/", $"/{Uri.EscapeDataString(TestSeed.Workflow)}/", StringComparison.Ordinal)}";
        string[] names = [.. relations.Split(',', StringSplitOptions.RemoveEmptyEntries)];

        JsonElement whole = First(await GetAsync($"{target}?$expand={relations}"));
        JsonElement part = First(
            await GetAsync(
                $"{target}?$select={names[0]}&"
                    + $"$expand={string.Join(',', names.Select(name => $"{name}($select={(name == "versions" ? "versionNumber" : "id")})"))}"
            )
        );

        Assert.All(names, name => Assert.True(whole.TryGetProperty(name, out _), name));
        Assert.Equal(names.Order(), Names(part).Order());
    }

    [Theory]
    [InlineData("workflows/0/runs")]
    [InlineData("workflows/0/runs/1")]
    public async Task Runs_are_not_expandable(string path)
    {
        string run = path.Replace("/0/", $"/{Uri.EscapeDataString(TestSeed.Workflow)}/", StringComparison.Ordinal)
            .Replace("runs/1", $"runs/{Uri.EscapeDataString(TestSeed.Run)}", StringComparison.Ordinal);

        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Get,
            $"v1.0/{LifecycleWorkflows}/{run}?$expand=userProcessingResults"
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            "The query option '$expand' is not supported for this resource.",
            error.GetProperty("message").GetString()
        );
    }

    [Theory]
    [InlineData("\"displayName:generated\"", 1)]
    [InlineData("\"displayName:Gen\"", 1)]
    [InlineData("\"workflow\"", 2)]
    [InlineData("workflow", 2)]
    [InlineData("\"workflow generated\"", 1)]
    [InlineData("workflow AND generated", 1)]
    [InlineData("\"displayName:nothing\" OR \"displayName:work\"", 2)]
    [InlineData("\"enerated\"", 0)]
    public async Task Searches_the_names_of_workflows(string search, int expected)
    {
        await GenerateAsync("{}");

        Assert.Equal(
            expected,
            (await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows?$search={Uri.EscapeDataString(search)}")).Count
        );
        Assert.Equal(
            $"{expected}",
            await Client.GetStringAsync(
                new Uri(
                    $"v1.0/{LifecycleWorkflows}/workflows/$count?$search={Uri.EscapeDataString(search)}",
                    UriKind.Relative
                ),
                Ct
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"displayName:\"")]
    [InlineData("\"description:new\"")]
    [InlineData("\"new")]
    [InlineData("new AND")]
    [InlineData("OR new")]
    [InlineData("NOT new")]
    [InlineData("displayName:new")]
    [InlineData("(new)")]
    public async Task Refuses_a_search_that_is_malformed(string search) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await RefusedAsync(
                    HttpMethod.Get,
                    $"v1.0/{LifecycleWorkflows}/workflows?$search={Uri.EscapeDataString(search)}"
                )
            ).Status
        );

    [Theory]
    [InlineData("deletedItems/workflows", true)]
    [InlineData("workflowTemplates", false)]
    [InlineData("taskDefinitions", false)]
    [InlineData("customTaskExtensions", false)]
    public async Task Only_workflows_can_be_searched(string path, bool expected) =>
        Assert.Equal(
            expected ? HttpStatusCode.OK : HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Get, $"v1.0/{LifecycleWorkflows}/{path}?$search=new")
        );

    [Fact]
    public async Task Counts_all_that_match_and_skips()
    {
        JsonElement page = await GetAsync($"{Results}?$count=true&$skip=1");

        Assert.Equal(2, page.GetProperty("@odata.count").GetInt32());
        Assert.Equal(1, page.GetProperty("value").GetArrayLength());
        Assert.False(page.TryGetProperty("@odata.nextLink", out _));
        Assert.Equal(
            "1",
            await Client.GetStringAsync(
                new Uri($"{Results}/$count?$filter=processingStatus eq 'queued'", UriKind.Relative),
                Ct
            )
        );
    }

    [Fact]
    public async Task Options_of_the_client_without_a_dollar_sign_are_left_alone() =>
        Assert.Equal(2, (await IdsAsync($"{Results}?trace=1&trace=2")).Count);

    [Theory, InlineData(false, "unknownFutureValue"), InlineData(true, "canceling")]
    public async Task New_members_of_an_enumeration_are_shown_to_those_who_ask(bool asks, string expected)
    {
        await GenerateAsync("""{"status":"canceling"}""");
        if (asks)
            Client.DefaultRequestHeaders.Add("Prefer", "include-unknown-enum-members");

        JsonElement workflows = (
            await GetAsync($"v1.0/{LifecycleWorkflows}/workflows?$filter=displayName eq 'Generated workflow'")
        ).GetProperty("value");
        JsonElement run = (
            await GetAsync($"v1.0/{LifecycleWorkflows}/workflows/{workflows[0].GetProperty("id")}/runs")
        ).GetProperty("value")[0];

        Assert.Equal(expected, run.GetProperty("processingStatus").GetString());
    }

    private static JsonElement First(JsonElement answer) =>
        answer.TryGetProperty("value", out JsonElement items) ? items[0] : answer;

    private static IEnumerable<string> Names(JsonElement entity) =>
        entity.EnumerateObject().Select(property => property.Name).Where(name => !name.StartsWith('@'));
}
