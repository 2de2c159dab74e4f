using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// A workflow that is run on demand: a mail, a mailbox that is waited for, a badge that is not, and another mail.
/// </summary>
public sealed class ActivationTests : CalloutTest
{
    private const string Workflow = $"v1.0/{LifecycleWorkflows}/workflows/w%2F1";
    private const string Runs = $"{Workflow}/runs";

    protected override string? Seed =>
        """
            {
              "users": [
                { "id": "boss", "displayName": "Megan Bowen", "mail": "MeganB@contoso.com", "manager": "boss" },
                { "id": "new", "displayName": "Adele Vance", "mail": "AdeleV@contoso.com", "userPrincipalName": "adele@contoso.com", "manager": "boss" },
                { "id": "alone", "displayName": "Alex Wilber" }
              ],
              "taskDefinitions": [
                { "id": "ext", "displayName": "Run a Custom Task Extension", "category": "joiner" },
                { "id": "mail", "displayName": "Send Welcome Email", "category": "joiner" }
              ],
              "customTaskExtensions": [
                { "id": "waits", "displayName": "Create mailbox", "clientConfiguration": { "maximumRetries": 2, "timeoutInMilliseconds": 2000 },
                  "callbackConfiguration": { "timeoutDuration": "PT1H" } },
                { "id": "goes on", "displayName": "Order a badge", "clientConfiguration": { "maximumRetries": 0, "timeoutInMilliseconds": 2000 } }
              ],
              "workflows": [
                { "id": "w/1", "displayName": "Onboard", "category": "joiner", "versions": [
                  { "versionNumber": 1, "tasks": [] },
                  { "versionNumber": 3, "tasks": [
                    { "id": "t1", "taskDefinitionId": "mail" },
                    { "id": "t2", "taskDefinitionId": "ext", "displayName": "Mailbox", "arguments": [ { "name": "customTaskExtensionID", "value": "waits" } ] },
                    { "id": "t0", "taskDefinitionId": "mail", "isEnabled": false },
                    { "id": "t3", "taskDefinitionId": "ext", "displayName": "Badge", "continueOnError": true, "arguments": [ { "name": "customTaskExtensionID", "value": "goes on" } ] },
                    { "id": "t4", "taskDefinitionId": "mail" } ] } ] },
                { "id": "gone", "displayName": "Gone", "category": "joiner", "deletedDateTime": "-PT1H", "versions": [ { "versionNumber": 1 } ] }
              ]
            }
            """;

    [Fact]
    public async Task Activation_starts_a_run_that_waits_at_the_extension()
    {
        await ActivateAsync("new", "alone");

        JsonElement run = Assert.Single((await GetAsync(Runs)).GetProperty("value").EnumerateArray());
        Assert.Equal("onDemand", Text(run, "workflowExecutionType"));
        Assert.Equal("inProgress", Text(run, "processingStatus"));
        Assert.Equal("2026-11-22T08:30:00.0000000Z", Text(run, "startedDateTime"));
        Assert.Equal(2, run.GetProperty("totalUsersCount").GetInt32());
        JsonElement userResult = (
            await GetAsync($"{Runs}/{Text(run, "id")}/userProcessingResults?$filter=subject/id eq 'new'")
        ).GetProperty("value")[0];
        Assert.Equal(3, userResult.GetProperty("workflowVersion").GetInt32());
        Assert.Equal(["t1 completed", "t2 inProgress", "t3 queued", "t4 queued"], await StatusesAsync("new"));
    }

    [Fact]
    public async Task The_callout_says_what_it_is_about_and_where_to_answer()
    {
        await ActivateAsync("new");

        JsonElement request = await App.NextAsync(Ct),
            body = request.GetProperty("body"),
            data = body.GetProperty("data");
        JsonElement result = await ResultAsync("new", "t2");
        Assert.Equal("POST", Text(request, "method"));
        Assert.Equal("?sig=secret", Text(request, "query"));
        Assert.Equal("application/json; charset=utf-8", Text(request, "contentType"));
        Assert.Equal(["data", "source", "type"], Names(body));
        Assert.Equal(["callbackUriPath", "subject", "task", "taskProcessingResult", "workflow"], Names(data));
        Assert.Equal(
            $"/{LifecycleWorkflows}/workflows/w%2F1/tasks/t2/taskProcessingResults/{Text(result, "id")}/resume",
            Text(data, "callbackUriPath")
        );
        Assert.Equal(
            """{"id":"new","displayName":"Adele Vance","email":"AdeleV@contoso.com","userPrincipalName":"adele@contoso.com","manager":{"id":"boss","displayName":"Megan Bowen","email":"MeganB@contoso.com"}}""",
            data.GetProperty("subject").GetRawText()
        );
        Assert.Equal("""{"id":"t2","displayName":"Mailbox"}""", data.GetProperty("task").GetRawText());
        Assert.Equal(
            $$"""{"id":"{{Text(result, "id")}}","createdDateTime":"2026-11-22T08:30:00Z"}""",
            data.GetProperty("taskProcessingResult").GetRawText()
        );
        Assert.Equal(
            """{"id":"w/1","displayName":"Onboard","workflowVersion":3}""",
            data.GetProperty("workflow").GetRawText()
        );
        JsonElement callout = await SettledCalloutAsync();
        Assert.Equal(
            ("taskProcessingResult", "taken", "inProgress", "waits"),
            (Text(callout, "kind"), Text(callout, "status"), Text(callout, "outcome"), Text(callout, "extensionId"))
        );
        Assert.Equal(
            (1, 202, Text(result, "id")),
            (
                callout.GetProperty("attempts").GetInt32(),
                callout.GetProperty("statusCode").GetInt32(),
                Text(callout, "targetId")
            )
        );
        Assert.Equal(body.GetRawText(), callout.GetProperty("body").GetRawText());
    }

    [Fact]
    public async Task An_answer_lets_everything_go_on_to_the_end()
    {
        await ActivateAsync("alone");

        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(await App.NextAsync(Ct), "Completed"));

        JsonElement second = (await App.NextAsync(Ct)).GetProperty("body").GetProperty("data");
        Assert.Equal("Badge", Text(second.GetProperty("task"), "displayName"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("callbackUriPath").ValueKind);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("subject").GetProperty("manager").ValueKind);
        await SettledCalloutAsync(1);
        Assert.Equal(["t1 completed", "t2 completed", "t3 completed", "t4 completed"], await StatusesAsync("alone"));
        Assert.Equal("completed", Text((await GetAsync(Runs)).GetProperty("value")[0], "processingStatus"));
        Assert.Equal("completed", Text(await CalloutAsync(), "outcome"));
    }

    [Fact]
    public async Task An_answer_that_failed_fails_the_task_and_cancels_the_rest()
    {
        await ActivateAsync("new");

        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(await App.NextAsync(Ct), "Failed"));

        Assert.Equal(["t1 completed", "t2 failed", "t3 canceled", "t4 canceled"], await StatusesAsync("new"));
        Assert.Equal("failed", Text((await GetAsync(Runs)).GetProperty("value")[0], "processingStatus"));
        Assert.False(App.HasMore);
    }

    [Fact]
    public async Task Of_two_answers_the_second_is_refused()
    {
        await ActivateAsync("new");
        JsonElement request = await App.NextAsync(Ct);

        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(request, "Completed"));
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(request, "Failed"));
        Assert.Equal("completed", Text(await ResultAsync("new", "t2"), "processingStatus"));
    }

    [Fact]
    public async Task Without_an_answer_in_time_the_task_fails_and_a_late_answer_is_refused()
    {
        await ActivateAsync("new");
        JsonElement request = await App.NextAsync(Ct);
        Clock.Now += TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1);
        Assert.Equal("inProgress", Text(await ResultAsync("new", "t2"), "processingStatus"));

        Clock.Now += TimeSpan.FromMinutes(5);

        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(request, "Completed"));
        JsonElement result = await ResultAsync("new", "t2");
        Assert.Equal("failed", Text(result, "processingStatus"));
        Assert.Equal("2026-11-22T09:30:00.0000000Z", Text(result, "completedDateTime"));
        Assert.Contains("did not answer in the time", Text(result, "failureReason"), StringComparison.Ordinal);
        Assert.Equal(["t1 completed", "t2 failed", "t3 canceled", "t4 canceled"], await StatusesAsync("new"));
        Assert.Equal("failed", Text(await CalloutAsync(), "outcome"));
    }

    [Fact]
    public async Task An_answer_just_in_time_is_good_and_nothing_times_out_after_it()
    {
        await ActivateAsync("new");
        JsonElement request = await App.NextAsync(Ct);
        Clock.Now += TimeSpan.FromMinutes(59);
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(request, "Completed"));

        Clock.Now += TimeSpan.FromHours(2);

        Assert.Equal("completed", Text(await ResultAsync("new", "t2"), "processingStatus"));
    }

    [Fact]
    public async Task A_clock_that_is_set_ahead_lets_time_run_out()
    {
        await ActivateAsync("new");

        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"clockOffset":"PT2H"}""");

        Assert.Equal("failed", Text(await ResultAsync("new", "t2"), "processingStatus"));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_as_often_as_the_extension_says()
    {
        App.Answer(500, 429);
        await ActivateAsync("new");

        JsonElement callout = await SettledCalloutAsync();

        Assert.Equal(("taken", 3), (Text(callout, "status"), callout.GetProperty("attempts").GetInt32()));
        JsonElement[] received = [await App.NextAsync(Ct), await App.NextAsync(Ct), await App.NextAsync(Ct)];
        Assert.Single(received.Select(request => request.GetProperty("body").GetRawText()).Distinct());
        Assert.Equal("inProgress", Text(await ResultAsync("new", "t2"), "processingStatus"));
    }

    [Theory]
    [InlineData(3, "It answered with status 503.", 503, 503, 503)]
    [InlineData(1, "It answered with status 400.", 400)]
    [InlineData(1, "It answered with status 302.", 302)]
    public async Task What_is_never_taken_fails_the_task(int attempts, string reason, params int[] answers)
    {
        App.Answer(answers);
        await ActivateAsync("new");

        JsonElement callout = await SettledCalloutAsync();

        Assert.Equal(
            ("notTaken", attempts, reason),
            (Text(callout, "status"), callout.GetProperty("attempts").GetInt32(), Text(callout, "failureReason"))
        );
        Assert.Equal(
            $"The custom task extension could not be called: {reason}",
            Text(await ResultAsync("new", "t2"), "failureReason")
        );
        Assert.Equal(["t1 completed", "t2 failed", "t3 canceled", "t4 canceled"], await StatusesAsync("new"));
    }

    [Fact]
    public async Task Who_cannot_be_reached_fails_the_task()
    {
        await App.DisposeAsync();
        await ActivateAsync("new");

        JsonElement callout = await SettledCalloutAsync();

        Assert.Equal(("notTaken", 3), (Text(callout, "status"), callout.GetProperty("attempts").GetInt32()));
        Assert.Equal(JsonValueKind.Null, callout.GetProperty("statusCode").ValueKind);
        Assert.Contains(
            "cannot be reached",
            Text(await ResultAsync("new", "t2"), "failureReason"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_takes_too_long_is_called_again_and_blocks_nobody()
    {
        App.Answer(0);
        await ActivateAsync("new");
        await App.NextAsync(Ct);
        Assert.Equal("pending", Text(await CalloutAsync(), "status"));
        Assert.Equal("inProgress", Text(await ResultAsync("new", "t2"), "processingStatus"));

        JsonElement callout = await SettledCalloutAsync();

        Assert.Equal(("taken", 2), (Text(callout, "status"), callout.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task An_answer_may_come_before_the_callout_is_taken()
    {
        // One of these is for the callout that follows the answer.
        App.Answer(0, 0, 0, 0);
        await ActivateAsync("new");

        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(await App.NextAsync(Ct), "Completed"));

        Assert.Equal("notTaken", Text(await SettledCalloutAsync(), "status"));
        Assert.Equal("completed", Text(await ResultAsync("new", "t2"), "processingStatus"));
    }

    [Fact]
    public async Task Launch_and_continue_fails_when_it_cannot_be_launched_and_goes_on_where_errors_are_allowed()
    {
        App.Answer(202, 503);
        await ActivateAsync("new");
        await AnswerAsync(await App.NextAsync(Ct), "Completed");

        await SettledCalloutAsync(1);

        Assert.Equal(["t1 completed", "t2 completed", "t3 failed", "t4 completed"], await StatusesAsync("new"));
        Assert.Equal("completedWithErrors", Text((await GetAsync(Runs)).GetProperty("value")[0], "processingStatus"));
    }

    [Fact]
    public async Task Without_an_endpoint_nobody_is_called_and_the_callout_can_be_read()
    {
        await NameEndpointAsync(null);
        await ActivateAsync("new");

        JsonElement callout = await CalloutAsync();
        Assert.Equal(("noEndpoint", "inProgress"), (Text(callout, "status"), Text(callout, "outcome")));
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(callout, "Completed"));

        Assert.Equal(["t1 completed", "t2 completed", "t3 completed", "t4 completed"], await StatusesAsync("new"));
        Assert.False(App.HasMore);
    }

    [Fact]
    public async Task An_endpoint_of_its_own_goes_before_that_of_all()
    {
        await using LogicApp badges = await LogicApp.StartAsync(Ct);
        await NameEndpointAsync(badges.Address.ToString(), "goes on");
        await ActivateAsync("new");
        await AnswerAsync(await App.NextAsync(Ct), "Completed");

        Assert.Equal(
            "Badge",
            Text(
                (await badges.NextAsync(Ct)).GetProperty("body").GetProperty("data").GetProperty("task"),
                "displayName"
            )
        );

        JsonElement endpoints = await GetAsync("emulator/callout-endpoints");
        Assert.Equal(
            ["goes on", null],
            endpoints.EnumerateArray().Select(endpoint => endpoint.GetProperty("extensionId").GetString())
        );
        Assert.Equal(badges.Address.ToString(), Text(endpoints[0], "url"));
        await NameEndpointAsync(null, "goes on");
        Assert.Equal(1, (await GetAsync("emulator/callout-endpoints")).GetArrayLength());
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("here")]
    public async Task Only_loopback_is_called(string url)
    {
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Post, "emulator/callout-endpoints", JsonSerializer.Serialize(new { url }))
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            EmulatorHost.StartAsync(new() { CalloutEndpoint = new Uri(url, UriKind.RelativeOrAbsolute) }, Ct)
        );
    }

    [Fact]
    public async Task Tasks_take_the_time_that_they_are_given()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"taskDuration":"PT30S"}""");
        await ActivateAsync("new");
        Assert.Equal(["t1 inProgress", "t2 queued", "t3 queued", "t4 queued"], await StatusesAsync("new"));

        Clock.Now += TimeSpan.FromSeconds(45);
        JsonElement request = await App.NextAsync(Ct);

        Assert.Equal("2026-11-22T08:30:30.0000000Z", Text(await ResultAsync("new", "t1"), "completedDateTime"));
        Assert.Equal("2026-11-22T08:30:30.0000000Z", Text(await ResultAsync("new", "t2"), "startedDateTime"));
        await AnswerAsync(request, "Completed");
        await SettledCalloutAsync(1);
        Assert.Equal(["t1 completed", "t2 completed", "t3 completed", "t4 inProgress"], await StatusesAsync("new"));
        Clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(["t1 completed", "t2 completed", "t3 completed", "t4 completed"], await StatusesAsync("new"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"subjects":[]}""")]
    [InlineData("""{"subjects":"new"}""")]
    [InlineData("""{"subjects":["new"]}""")]
    [InlineData("""{"subjects":[{"id":1}]}""")]
    [InlineData("""{"subjects":[{"id":"nobody"}]}""")]
    [InlineData("""{"subjects":[{"id":"new"},{"id":"nobody"}]}""")]
    [InlineData(
        """{"subjects":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"},{"id":"5"},{"id":"6"},{"id":"7"},{"id":"8"},{"id":"9"},{"id":"10"},{"id":"11"}]}"""
    )]
    public async Task Wrong_subjects_are_refused_and_start_nothing(string body)
    {
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await RefusedAsync(HttpMethod.Post, $"{Workflow}/activate", body)).Status
        );
        Assert.Empty(await IdsAsync(Runs));
    }

    [Fact]
    public async Task A_workflow_that_is_deleted_or_does_not_exist_is_not_run()
    {
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(
                HttpMethod.Post,
                $"v1.0/{LifecycleWorkflows}/workflows/gone/activate",
                """{"subjects":[{"id":"new"}]}"""
            )
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(
                HttpMethod.Post,
                $"v1.0/{LifecycleWorkflows}/deletedItems/workflows/gone/activate",
                """{"subjects":[{"id":"new"}]}"""
            )
        );
    }

    [Theory]
    [InlineData("LifecycleWorkflows-Workflow.Activate", HttpStatusCode.NoContent)]
    [InlineData("LifecycleWorkflows-Workflow.ReadWrite.All", HttpStatusCode.NoContent)]
    [InlineData("LifecycleWorkflows.ReadWrite.All", HttpStatusCode.NoContent)]
    [InlineData("LifecycleWorkflows.Read.All", HttpStatusCode.Forbidden)]
    public async Task Activation_needs_its_permission(string permission, HttpStatusCode expected)
    {
        Client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await TokenAsync($$"""{"roles":["{{permission}}"]}""")
        );

        Assert.Equal(
            expected,
            await StatusAsync(
                HttpMethod.Post,
                $"beta/{LifecycleWorkflows}/workflows/w%2F1/microsoft.graph.identityGovernance.activate",
                """{"subjects":[{"id":"new"}]}"""
            )
        );
    }

    [Fact]
    public async Task Reset_forgets_callouts_and_what_was_due()
    {
        App.Answer(0);
        await ActivateAsync("new");
        await App.NextAsync(Ct);

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, "emulator/reset"));
        Clock.Now += TimeSpan.FromHours(2);

        Assert.Empty((await GetAsync("emulator/callouts")).EnumerateArray());
        Assert.Empty(await IdsAsync(Runs));
    }

    [Fact]
    public async Task The_log_of_callouts_can_be_emptied()
    {
        await ActivateAsync("new");
        JsonElement request = await App.NextAsync(Ct);

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, "emulator/callouts"));

        Assert.Empty((await GetAsync("emulator/callouts")).EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(request, "Completed"));
    }

    [Fact]
    public async Task The_emulator_ends_while_a_callout_is_on_its_way()
    {
        App.Answer(0);
        await ActivateAsync("new");
        await App.NextAsync(Ct);

        Task end = Host.DisposeAsync().AsTask();

        Assert.Same(end, await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(1.5), Ct)));
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private async Task ActivateAsync(params string[] subjects) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                $"{Workflow}/activate",
                JsonSerializer.Serialize(new { subjects = subjects.Select(id => new { id }) })
            )
        );

    private async Task<HttpStatusCode> AnswerAsync(JsonElement request, string operationStatus) =>
        await StatusAsync(
            HttpMethod.Post,
            $"v1.0{Text(request.GetProperty("body").GetProperty("data"), "callbackUriPath")}",
            ResumeBody(operationStatus)
        );

    private async Task<JsonElement[]> ResultsAsync(string subject)
    {
        string run = (await IdsAsync(Runs)).Single();
        return
        [
            .. (await GetAsync($"{Runs}/{run}/taskProcessingResults?$filter=subject/id eq '{subject}'"))
                .GetProperty("value")
                .EnumerateArray(),
        ];
    }

    private async Task<JsonElement> ResultAsync(string subject, string task) =>
        (await ResultsAsync(subject)).Single(result => Text(result.GetProperty("task"), "id") == task);

    private async Task<string[]> StatusesAsync(string subject) =>
        [
            .. (await ResultsAsync(subject))
                .Select(result => $"{Text(result.GetProperty("task"), "id")} {Text(result, "processingStatus")}")
                .Order(StringComparer.Ordinal),
        ];
}
