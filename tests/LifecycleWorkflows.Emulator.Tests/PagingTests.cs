using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class PagingTests : EmulatorTest
{
    private string _collection = "";

    protected override void Configure(EmulatorOptions options) => options.PageSize = 10;

    [Theory, InlineData("snapshot"), InlineData("offset")]
    public async Task Every_item_comes_once_in_order(string mode)
    {
        await PrepareAsync(mode, users: 25);

        List<JsonElement> pages = await PagesAsync(
            $"{_collection}?$count=true&$filter=processingStatus eq 'inProgress'&$select=id,createdDateTime"
        );

        Assert.Equal([10, 10, 5], pages.Select(page => Items(page).Count()));
        Assert.All(pages, page => Assert.Equal(25, page.GetProperty("@odata.count").GetInt32()));
        string[] created =
        [
            .. pages.SelectMany(Items).Select(item => item.GetProperty("createdDateTime").GetString()!),
        ];
        Assert.Equal(25, created.Distinct().Count());
        Assert.Equal(created.Order(StringComparer.Ordinal), created);
    }

    [Theory, InlineData("snapshot", 25), InlineData("offset", 15)]
    public async Task What_is_resumed_between_pages_shifts_only_a_live_list(string mode, int expected)
    {
        await PrepareAsync(mode, users: 25);

        List<JsonElement> pages = await PagesAsync(
            $"{_collection}?$filter=processingStatus eq 'inProgress'",
            async page =>
            {
                foreach (JsonElement item in Items(page))
                    Assert.Equal(
                        HttpStatusCode.NoContent,
                        await ResumeAsync($"{_collection}/{item.GetProperty("id")}")
                    );
            }
        );

        Assert.Equal(expected, pages.Sum(page => Items(page).Count()));
    }

    [Fact]
    public async Task A_snapshot_shows_the_current_values_of_its_items()
    {
        await PrepareAsync("snapshot", users: 11);
        JsonElement first = await GetAsync($"{_collection}?$filter=processingStatus eq 'inProgress'&$orderby=id");
        string link = first.GetProperty("@odata.nextLink").GetString()!;
        string last = (await GetAsync(link)).GetProperty("value")[0].GetProperty("id").GetString()!;
        await ResumeAsync($"{_collection}/{last}");

        JsonElement again = (await GetAsync(link)).GetProperty("value")[0];

        Assert.Equal(last, again.GetProperty("id").GetString());
        Assert.Equal("completed", again.GetProperty("processingStatus").GetString());
    }

    [Theory, InlineData("snapshot"), InlineData("offset")]
    public async Task Top_asks_for_smaller_pages_and_the_link_keeps_every_option(string mode)
    {
        await PrepareAsync(mode, users: 7);

        List<JsonElement> pages = await PagesAsync($"{_collection}?$top=3&$skip=1&$select=id");

        Assert.Equal([3, 3], pages.Select(page => Items(page).Count()));
        string link = pages[0].GetProperty("@odata.nextLink").GetString()!;
        Assert.StartsWith($"{Host.Address}{_collection}?", link, StringComparison.Ordinal);
        Assert.Contains("$top=3&$select=id&$skiptoken=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("$skip=", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_above_the_limit_of_the_service_is_only_a_wish()
    {
        await PrepareAsync("snapshot", users: 12);

        Assert.Equal(10, (await IdsAsync($"{_collection}?$top=999")).Count);
        Assert.Empty(await IdsAsync($"{_collection}?$top=0"));
    }

    [Fact]
    public async Task The_link_leads_to_the_host_that_the_client_named()
    {
        await PrepareAsync("snapshot", users: 11);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_collection, UriKind.Relative));
        request.Headers.Host = $"localhost:{Host.Address.Port}";

        using HttpResponseMessage response = await Client.SendAsync(request, Ct);
        JsonElement page = JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));

        Assert.StartsWith(
            $"http://localhost:{Host.Address.Port}/v1.0/",
            page.GetProperty("@odata.nextLink").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_token_expires_and_is_good_for_its_own_list_only()
    {
        await PrepareAsync("snapshot", users: 11);
        string link = (await GetAsync(_collection)).GetProperty("@odata.nextLink").GetString()!;

        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Get, link.Replace("/taskProcessingResults?", "?", StringComparison.Ordinal))
        );
        Clock.Now += TimeSpan.FromMinutes(16);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Get, link));
    }

    private async Task PrepareAsync(string mode, int users)
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", $$"""{"paging":"{{mode}}"}""");
        JsonElement made = await GenerateAsync($$"""{"users":{{users}},"tasksPerUser":1,"waiting":true}""");
        _collection =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{made.GetProperty("workflowIds")[0]}/tasks/{made.GetProperty("taskIds")[0]}/taskProcessingResults";
    }

    private static IEnumerable<JsonElement> Items(JsonElement page) => page.GetProperty("value").EnumerateArray();
}
