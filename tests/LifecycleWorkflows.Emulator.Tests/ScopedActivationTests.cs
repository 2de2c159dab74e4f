using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Runs that were started on a scope, and what they process again.</summary>
public sealed class ScopedActivationTests : WorkflowActionTest
{
    [Fact]
    public async Task Users_are_processed_whether_they_are_in_scope_or_not()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ActivateAsync("leavers", "activateUserScope", """ "users":[{"id":"cyd"},{"id":"ada"},{"id":"cyd"}]""")
        );

        JsonElement run = await NewestRunAsync();
        Assert.Equal("activatedWithScope", Text(run, "workflowExecutionType"));
        Assert.Equal("completed", Text(run, "processingStatus"));
        Assert.Equal(
            """{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":[{"id":"cyd"},{"id":"ada"}]}""",
            run.GetProperty("activatedOnScope").GetRawText()
        );
        Assert.Equal(
            ["ada d completed", "ada l completed", "cyd d completed", "cyd l completed"],
            await DoneAsync(run)
        );
    }

    [Fact]
    public async Task Ids_that_are_GUIDs_are_found_in_any_letter_case()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ActivateAsync(
                "leavers",
                "activateUserScope",
                """ "users":[{"id":"9FBB355B-94B4-5C81-A0E2-86D83D4829BB"}]"""
            )
        );

        Assert.Equal(1, (await NewestRunAsync()).GetProperty("totalUsersCount").GetInt32());
    }

    [Fact]
    public async Task The_members_of_a_group_are_processed()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ActivateAsync("leavers", "activateGroupScope", """ "group":{"id":"leaving"}""")
        );

        JsonElement run = await NewestRunAsync();
        Assert.Equal(["ada d completed", "ada l completed", "bob d failed", "bob l canceled"], await DoneAsync(run));
        Assert.Equal("completedWithErrors", Text(run, "processingStatus"));
        Assert.Equal("leaving", Text(run.GetProperty("activatedOnScope").GetProperty("group"), "id"));
    }

    [Fact]
    public async Task What_failed_runs_again_and_the_earlier_run_knows_it()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ActivateAsync(
                "leavers",
                "activateRunScope",
                """ "run":{"id":"r1"},"taskScope":"failedTasks","userScope":"failedUsers" """
            )
        );

        JsonElement run = await NewestRunAsync();
        Assert.Equal(["ada l completed", "bob d failed"], await DoneAsync(run));
        Assert.Equal(
            """{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","taskScope":"failedTasks","userScope":"failedUsers","run":{"id":"r1"}}""",
            run.GetProperty("activatedOnScope").GetRawText()
        );
        string id = Text(run, "id");
        Assert.Equal([id], await IdsAsync($"{Leavers}/runs/r1/reprocessedRuns"));
        Assert.Equal(id, Text(await GetAsync($"{Leavers}/runs/r1/reprocessedRuns/{id}"), "id"));
        Assert.Equal([id], await IdsAsync($"{Leavers}/userProcessingResults/u1%20ada/reprocessedRuns"));
        Assert.Empty(await IdsAsync($"{Leavers}/userProcessingResults/u1%20cyd/reprocessedRuns"));
        Assert.Empty(await IdsAsync($"{Leavers}/runs/{id}/reprocessedRuns"));
        Assert.Equal(2, (await IdsAsync($"{Leavers}/runs/{id}/userProcessingResults")).Count);
        Assert.Equal(
            ["d", "l"],
            (await ListAsync($"{Leavers}/taskReports?$filter=runId eq '{id}'"))
                .Select(report => Text(report.GetProperty("task"), "id"))
                .Order()
        );
    }

    [Fact]
    public async Task What_fails_again_can_be_repaired_when_its_cause_is_gone()
    {
        await RepairAsync("r1", "failedTasks", "failedUsers");
        string first = Text(await NewestRunAsync(), "id");
        Clock.Now += TimeSpan.FromMinutes(1);

        await RepairAsync(first, "failedTasks", "failedUsers");

        JsonElement run = await NewestRunAsync();
        Assert.Equal(["bob d completed"], await DoneAsync(run));
        Assert.Equal("completed", Text(run, "processingStatus"));
        Assert.Equal([Text(run, "id")], await IdsAsync($"{Leavers}/runs/{first}/reprocessedRuns"));
        Assert.Equal([first], await IdsAsync($"{Leavers}/runs/r1/reprocessedRuns"));
    }

    [Theory]
    [InlineData("allTasks", "failedUsers", "ada d completed,ada l completed,bob d failed,bob l canceled")]
    [InlineData("failedTasks", "allUsers", "ada l completed,bob d failed")]
    [InlineData(
        "allTasks",
        "allUsers",
        "ada d completed,ada l completed,bob d failed,bob l canceled,cyd d completed,cyd l completed"
    )]
    public async Task Tasks_and_users_are_chosen_by_the_scope(string taskScope, string userScope, string done)
    {
        Assert.Equal(HttpStatusCode.NoContent, await RepairAsync("r1", taskScope, userScope));

        Assert.Equal(done.Split(','), await DoneAsync(await NewestRunAsync()));
    }

    [Fact]
    public async Task Results_of_several_runs_become_one_run_in_which_each_user_is_once()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ActivateAsync(
                "leavers",
                "activateProcessingResultScope",
                """ "processingResults":[{"id":"u0 ada"},{"id":"u1 bob"},{"id":"u1 ada"}],"taskScope":"failedTasks" """
            )
        );

        JsonElement run = await NewestRunAsync();
        Assert.Equal(["ada d completed", "ada l completed", "bob d failed"], await DoneAsync(run));
        Assert.Equal(2, run.GetProperty("totalUsersCount").GetInt32());
        Assert.Equal([Text(run, "id")], await IdsAsync($"{Leavers}/runs/r0/reprocessedRuns"));
        Assert.Equal([Text(run, "id")], await IdsAsync($"{Leavers}/runs/r1/reprocessedRuns"));
        Assert.Equal(
            """[{"id":"u0 ada"},{"id":"u1 bob"},{"id":"u1 ada"}]""",
            run.GetProperty("activatedOnScope").GetProperty("processingResults").GetRawText()
        );
    }

    [Fact]
    public async Task Reprocessed_runs_are_the_one_relation_of_runs_that_can_be_expanded()
    {
        await RepairAsync("r1", "failedTasks", "failedUsers");

        JsonElement[] runs = await ListAsync($"{Leavers}/runs?$expand=reprocessedRuns($select=id)&$select=id");

        Assert.Equal(
            ["r0 0", "r1 1"],
            runs.Select(run => $"{Text(run, "id")} {run.GetProperty("reprocessedRuns").GetArrayLength()}")
                .Where(text => text.StartsWith('r') && !text.StartsWith("r2", StringComparison.Ordinal))
        );
        Assert.Equal(
            1,
            (await GetAsync($"{Leavers}/runs/r1?$expand=reprocessedRuns"))
                .GetProperty("reprocessedRuns")
                .GetArrayLength()
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Get, $"{Leavers}/runs?$expand=taskProcessingResults")
        );
    }

    [Fact]
    public async Task The_kind_of_run_is_shown_to_those_who_ask_for_it()
    {
        await RepairAsync("r1", "failedTasks", "failedUsers");

        string shown = Text(
            (await ListAsync($"{Leavers}/runs?$orderby=scheduledDateTime desc"))[1],
            "workflowExecutionType"
        );

        Assert.Equal("unknownFutureValue", shown);
        Assert.Single(await ListAsync($"{Leavers}/runs?$filter=workflowExecutionType eq 'activatedWithScope'"));
    }

    [Theory]
    [InlineData("activateUserScope", """ "users":[{"id":"ada"},{"id":"nobody"}]""")]
    [InlineData("activateGroupScope", """ "group":{"id":"nothing"}""")]
    [InlineData("activateRunScope", """ "run":{"id":"none"},"taskScope":"allTasks","userScope":"allUsers" """)]
    [InlineData("activateProcessingResultScope", """ "processingResults":[{"id":"none"}],"taskScope":"allTasks" """)]
    public async Task What_is_not_there_is_not_acceptable_and_starts_nothing(string type, string members)
    {
        Assert.Equal(HttpStatusCode.NotAcceptable, await ActivateAsync("leavers", type, members));

        Assert.Equal(3, (await IdsAsync($"{Leavers}/runs")).Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"subjects":[{"id":"ada"}]}""")]
    [InlineData("""{"scope":{"users":[{"id":"ada"}]}}""")]
    [InlineData("""{"scope":{"@odata.type":"#microsoft.graph.user","users":[{"id":"ada"}]}}""")]
    [InlineData("""{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":[]}}""")]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":["ada"]}}"""
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateGroupScope","group":"leaving"}}"""
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","run":{"id":"r1"},"taskScope":"failedTasks"}}"""
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","run":{"id":"r1"},"taskScope":"failed","userScope":"allUsers"}}"""
    )]
    [InlineData(
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","run":{"id":"r1"},"taskScope":"unknownFutureValue","userScope":"allUsers"}}"""
    )]
    public async Task A_scope_that_makes_no_sense_is_refused_and_starts_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await ActAsync("leavers", "activateWithScope", body));

        Assert.Equal(3, (await IdsAsync($"{Leavers}/runs")).Count);
    }

    [Theory]
    [InlineData("activateGroupScope", """ "group":{"id":"empty"}""")]
    [InlineData("activateRunScope", """ "run":{"id":"r2"},"taskScope":"failedTasks","userScope":"allUsers" """)]
    [InlineData(
        "activateProcessingResultScope",
        """ "processingResults":[{"id":"u1 cyd"}],"taskScope":"failedTasks" """
    )]
    public async Task A_scope_with_nothing_in_it_is_refused(string type, string members)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Post,
            $"{Leavers}/activateWithScope",
            ScopeBody(type, members)
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BAD_REQUEST", Text(error, "code"));
        Assert.Equal(3, (await IdsAsync($"{Leavers}/runs")).Count);
    }

    [Theory]
    [InlineData("off", "activate", """{"subjects":[{"id":"ada"}]}""")]
    [InlineData("ill", "activate", """{"subjects":[{"id":"ada"}]}""")]
    [InlineData(
        "off",
        "activateWithScope",
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":[{"id":"ada"}]}}"""
    )]
    [InlineData(
        "ill",
        "activateWithScope",
        """{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":[{"id":"ada"}]}}"""
    )]
    public async Task What_is_disabled_or_quarantined_is_not_run(string workflow, string action, string body)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Post,
            $"{Root}/workflows/{workflow}/{action}",
            body
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BAD_REQUEST", Text(error, "code"));
        Assert.DoesNotContain("disabled", Text(error, "message"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await IdsAsync($"{Root}/workflows/{workflow}/runs"));
    }

    [Fact]
    public async Task A_run_is_queued_then_in_progress_then_completed_by_the_clock()
    {
        await SetAsync("""{"queueDuration":"PT5M","taskDuration":"PT1M"}""");
        await ActivateAsync("leavers", "activateUserScope", """ "users":[{"id":"ada"}]""");
        List<string> seen = [];

        for (int minute = 0; minute < 8; minute++)
        {
            JsonElement run = await NewestRunAsync();
            string[] done = await DoneAsync(run);
            seen.Add($"{Text(run, "processingStatus")} {string.Join(',', done.Select(text => text.Split(' ')[2]))}");
            Assert.Equal(minute >= 5, run.GetProperty("startedDateTime").ValueKind != JsonValueKind.Null);
            Clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal(
            [
                "queued queued,queued",
                "inProgress inProgress,queued",
                "inProgress completed,inProgress",
                "completed completed,completed",
            ],
            seen.Distinct()
        );
    }

    [Fact]
    public async Task A_run_that_was_accepted_need_not_exist_at_once()
    {
        await SetAsync("""{"startDelay":{"minimum":"PT10S"}}""");
        Assert.Equal(HttpStatusCode.NoContent, await RepairAsync("r1", "failedTasks", "failedUsers"));
        Clock.Now += TimeSpan.FromSeconds(9);
        Assert.Empty(await IdsAsync($"{Leavers}/runs/r1/reprocessedRuns"));

        Clock.Now += TimeSpan.FromSeconds(2);

        JsonElement run = Assert.Single(await ListAsync($"{Leavers}/runs/r1/reprocessedRuns"));
        Assert.Equal("2026-11-22T08:30:10.0000000Z", Text(run, "startedDateTime"));
    }

    [Theory]
    [InlineData("""{"startDelay":{"minimum":"PT2S","maximum":"PT1S"}}""")]
    [InlineData("""{"queueDuration":"-PT1S"}""")]
    [InlineData("""{"cancelDuration":"-PT1S"}""")]
    public async Task Times_that_make_no_sense_are_refused(string settings) =>
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Patch, "emulator/settings", settings));

    private Task<HttpStatusCode> RepairAsync(string run, string taskScope, string userScope) =>
        ActivateAsync(
            "leavers",
            "activateRunScope",
            $$"""
            "run":{"id":"{{run}}"},"taskScope":"{{taskScope}}","userScope":"{{userScope}}"
            """
        );
}
