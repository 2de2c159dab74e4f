using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Workflows that are changed, deleted, restored and purged.</summary>
public sealed class WorkflowChangeTests : WorkflowActionTest
{
    private const string Deleted = $"{Root}/deletedItems/workflows";

    [Fact]
    public async Task Names_and_descriptions_change_without_a_new_version()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ChangeAsync("leavers", """{"displayName":"Say goodbye","description":"To all"}""")
        );

        JsonElement workflow = await GetAsync(Leavers);
        Assert.Equal("Say goodbye", Text(workflow, "displayName"));
        Assert.Equal("To all", Text(workflow, "description"));
        Assert.Equal(2, workflow.GetProperty("version").GetInt32());
        Assert.Equal(Clock.Now.UtcDateTime, workflow.GetProperty("lastModifiedDateTime").GetDateTime());
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync("leavers", """{"description":null}"""));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(Leavers)).GetProperty("description").ValueKind);
    }

    [Fact]
    public async Task Who_changed_it_last_is_known()
    {
        Client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await TokenAsync("""{"scopes":["LifecycleWorkflows.ReadWrite.All"],"user":"cyd@contoso.com"}""")
        );

        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync("leavers", """{"description":"x"}"""));

        Assert.Equal("cyd", Text(await GetAsync($"{Leavers}/lastModifiedBy"), "id"));
    }

    [Theory]
    [InlineData("""{"isEnabled":false,"isSchedulingEnabled":false}""")]
    [InlineData("""{"isSchedulingEnabled":false}""")]
    public async Task What_is_queued_is_canceled_when_a_workflow_is_disabled_or_its_schedule_turned_off(string body)
    {
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync("leavers", body));

        Assert.Equal("canceled", Text(await GetAsync($"{Leavers}/runs/r2"), "processingStatus"));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(Leavers)).GetProperty("nextScheduleRunDateTime").ValueKind);
    }

    [Fact]
    public async Task Other_changes_cancel_nothing()
    {
        await ChangeAsync("leavers", """{"isEnabled":true,"isSchedulingEnabled":true,"description":"x"}""");

        Assert.Equal("queued", Text(await GetAsync($"{Leavers}/runs/r2"), "processingStatus"));
    }

    [Fact]
    public async Task A_workflow_that_is_enabled_runs_and_its_schedule_goes_on()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ChangeAsync("off", """{"isEnabled":true,"isSchedulingEnabled":true}""")
        );

        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("off", "activate", """{"subjects":[{"id":"ada"}]}"""));
        Assert.Equal(
            Clock.Now.UtcDateTime.AddHours(3),
            (await GetAsync($"{Root}/workflows/off")).GetProperty("nextScheduleRunDateTime").GetDateTime()
        );
    }

    [Theory]
    [InlineData("""{"isEnabled":false}""", "BAD_REQUEST")]
    [InlineData("""{"category":"joiner"}""", "BAD_REQUEST")]
    [InlineData("""{"description":"x","tasks":[]}""", "BAD_REQUEST")]
    [InlineData("""{"executionConditions":null}""", "BAD_REQUEST")]
    [InlineData("""{"displayName":"disabled"}""", "BAD_REQUEST")]
    [InlineData("""{"displayName":""}""", "BadRequest")]
    [InlineData("""{"displayName":null}""", "BadRequest")]
    [InlineData("""{"isEnabled":"false"}""", "BadRequest")]
    [InlineData("""{"description":1}""", "BadRequest")]
    public async Task Whatever_else_is_refused_and_changes_nothing(string body, string code)
    {
        JsonElement before = await GetAsync(Leavers);

        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Patch, Leavers, body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Text(error, "code")));
        Assert.Equal(before.GetRawText(), (await GetAsync(Leavers)).GetRawText());
    }

    [Fact]
    public async Task The_schedule_of_a_disabled_workflow_stays_off() =>
        Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync("off", """{"isSchedulingEnabled":true}"""));

    [Fact]
    public async Task What_is_deleted_can_be_restored_with_all_that_it_has()
    {
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, Leavers));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, Leavers));
        Assert.Equal(
            Clock.Now.UtcDateTime,
            (await GetAsync($"{Deleted}/leavers")).GetProperty("deletedDateTime").GetDateTime()
        );
        Assert.Equal("canceled", Text(await GetAsync($"{Deleted}/leavers/runs/r2"), "processingStatus"));
        using HttpResponseMessage restored = await SendAsync(HttpMethod.Post, $"{Deleted}/leavers/restore");
        JsonElement workflow = JsonElement.Parse(await restored.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.Equal(
            ("leavers", JsonValueKind.Null),
            (Text(workflow, "id"), workflow.GetProperty("deletedDateTime").ValueKind)
        );
        Assert.EndsWith("/$entity", Text(workflow, "@odata.context"), StringComparison.Ordinal);
        Assert.DoesNotContain("restore", Text(workflow, "@odata.context"), StringComparison.Ordinal);
        Assert.Equal(3, (await IdsAsync($"{Leavers}/runs")).Count);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"{Deleted}/leavers"));
    }

    [Fact]
    public async Task What_is_purged_is_gone()
    {
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, $"{Deleted}/gone"));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"{Deleted}/gone"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Delete, $"{Deleted}/gone"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, $"{Deleted}/gone/restore"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Delete, $"{Deleted}/leavers"));
    }

    [Fact]
    public async Task What_was_deleted_is_purged_after_thirty_days_unless_it_was_restored_or_deleted_again()
    {
        await StatusAsync(HttpMethod.Delete, Leavers);
        await StatusAsync(HttpMethod.Delete, $"{Root}/workflows/off");
        Clock.Now += TimeSpan.FromDays(20);
        await StatusAsync(HttpMethod.Post, $"{Deleted}/off/restore");
        await StatusAsync(HttpMethod.Delete, $"{Root}/workflows/off");
        Assert.Equal(["gone", "leavers", "off"], (await IdsAsync(Deleted)).Order());

        Clock.Now += TimeSpan.FromDays(10);

        Assert.Equal(["gone", "off"], (await IdsAsync(Deleted)).Order());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, $"{Deleted}/leavers/restore"));
    }

    private Task<HttpStatusCode> ChangeAsync(string workflow, string body) =>
        StatusAsync(HttpMethod.Patch, $"{Root}/workflows/{workflow}", body);
}
