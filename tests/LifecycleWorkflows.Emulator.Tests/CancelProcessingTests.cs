using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Runs that are told to stop.</summary>
public sealed class CancelProcessingTests : WorkflowActionTest
{
    [Fact]
    public async Task A_run_in_progress_is_canceling_and_then_canceled_by_the_clock()
    {
        await SetAsync("""{"cancelDuration":"PT2M"}""");
        string run = await WaitingRunAsync();

        Assert.Equal(HttpStatusCode.NoContent, await CancelAsync("waiting", run));

        Assert.Equal("canceling", await StatusOfAsync(run));
        Assert.Equal(
            ["ada w1 completed", "ada w2 canceling", "ada w3 canceling"],
            await DoneAsync(await RunAsync(run), "waiting")
        );
        Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("canceled", await StatusOfAsync(run));
        Assert.Equal(
            ["ada w1 completed", "ada w2 canceled", "ada w3 canceled"],
            await DoneAsync(await RunAsync(run), "waiting")
        );
        Assert.Equal(Clock.Now.UtcDateTime, (await RunAsync(run)).GetProperty("completedDateTime").GetDateTime());
    }

    [Fact]
    public async Task A_queued_run_never_begins()
    {
        await SetAsync("""{"queueDuration":"PT5M"}""");
        await ActAsync("waiting", "activate", """{"subjects":[{"id":"ada"},{"id":"bob"}]}""");
        string run = Text(await NewestRunAsync("waiting"), "id");

        Assert.Equal(HttpStatusCode.NoContent, await CancelAsync("waiting", run));
        Clock.Now += TimeSpan.FromMinutes(10);

        JsonElement canceled = await RunAsync(run);
        Assert.Equal("canceled", Text(canceled, "processingStatus"));
        Assert.Equal(JsonValueKind.Null, canceled.GetProperty("startedDateTime").ValueKind);
        Assert.All(
            await DoneAsync(canceled, "waiting"),
            done => Assert.EndsWith("canceled", done, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_waits_for_an_answer_takes_none_any_more()
    {
        string run = await WaitingRunAsync();
        await CancelAsync("waiting", run);
        string result = (await IdsAsync($"{Root}/workflows/waiting/runs/{run}/taskProcessingResults"))[1];

        Assert.Equal(
            HttpStatusCode.Conflict,
            await ResumeAsync($"{Root}/workflows/waiting/runs/{run}/taskProcessingResults/{result}")
        );
        Clock.Now += TimeSpan.FromHours(2);
        Assert.Equal("canceled", await StatusOfAsync(run));
    }

    [Fact]
    public async Task A_run_is_canceled_even_if_a_user_of_it_was_done()
    {
        await ActAsync("waiting", "activate", """{"subjects":[{"id":"ada"},{"id":"bob"}]}""");
        string run = Text(await NewestRunAsync("waiting"), "id");
        JsonElement ada = (await ListAsync($"{Root}/workflows/waiting/runs/{run}/taskProcessingResults")).First(
            result =>
                Text(result, "processingStatus") == "inProgress" && Text(result.GetProperty("subject"), "id") == "ada"
        );
        await ResumeAsync($"{Root}/workflows/waiting/runs/{run}/taskProcessingResults/{Text(ada, "id")}");

        await CancelAsync("waiting", run);

        JsonElement canceled = await RunAsync(run);
        Assert.Equal("canceled", Text(canceled, "processingStatus"));
        Assert.Equal(1, canceled.GetProperty("successfulUsersCount").GetInt32());
    }

    [Theory]
    [InlineData("r1")]
    [InlineData("r2", true)]
    public async Task Only_what_has_not_ended_can_be_canceled(string run, bool cancelFirst = false)
    {
        if (cancelFirst)
            Assert.Equal(HttpStatusCode.NoContent, await CancelAsync("leavers", run));

        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Post,
            $"{Leavers}/cancelProcessing",
            Body(run)
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BAD_REQUEST", Text(error, "code"));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"scope":{"runs":[{"id":"r2"}]}}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","runs":[{"id":"r2"}]}}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.cancelRunsScope","runs":[]}}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.cancelRunsScope","runs":[{"id":"r2"},{"id":"r1"}]}}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.cancelRunsScope","runs":[{"id":"none"}]}}""",
        HttpStatusCode.NotAcceptable
    )]
    public async Task A_scope_that_makes_no_sense_cancels_nothing(string body, HttpStatusCode expected)
    {
        Assert.Equal(expected, await ActAsync("leavers", "cancelProcessing", body));

        Assert.Equal("queued", Text(await GetAsync($"{Leavers}/runs/r2"), "processingStatus"));
    }

    private async Task<string> WaitingRunAsync()
    {
        await ActAsync("waiting", "activate", """{"subjects":[{"id":"ada"}]}""");
        return Text(await NewestRunAsync("waiting"), "id");
    }

    private Task<JsonElement> RunAsync(string run) => GetAsync($"{Root}/workflows/waiting/runs/{run}");

    private async Task<string> StatusOfAsync(string run) => Text(await RunAsync(run), "processingStatus");

    private Task<HttpStatusCode> CancelAsync(string workflow, string run) =>
        ActAsync(workflow, "microsoft.graph.identityGovernance.cancelProcessing", Body(run));

    private static string Body(string run) => ScopeBody("cancelRunsScope", $$""" "runs":[{"id":"{{run}}"}] """);
}
