using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Workflows of which too many users fail.</summary>
public sealed class QuarantineTests : WorkflowActionTest
{
    private const string Count =
        """{"@odata.type":"#microsoft.graph.identityGovernance.countBasedQuarantineCondition","threshold":0}""";
    private const string Share =
        """{"@odata.type":"#microsoft.graph.identityGovernance.percentageBasedQuarantineCondition","percentage":50}""";

    // Whoever else is in it, bob fails the first time.
    private const string One = """{"subjects":[{"id":"bob"}]}""";
    private const string Three = """{"subjects":[{"id":"ada"},{"id":"bob"},{"id":"cyd"}]}""";

    private static readonly (string Id, string Rule)[] Rules =
    [
        ("count", Rule("any", Count)),
        ("share", Rule("any", Share)),
        ("either", Rule("any", $"{Count},{Share}")),
        ("both", Rule("all", $"{Count},{Share}")),
    ];

    protected override string? Seed =>
        base.Seed!.Replace(
            "\"workflows\": [",
            $"\"workflows\": [ {string.Join("", Rules.Select(rule => $"{WorkflowJson(rule.Id, rule.Rule)},"))}",
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_workflow_without_rules_is_never_quarantined()
    {
        await ActAsync("leavers", "activate", Three);

        Assert.Equal("notQuarantined", Text(await DetailsAsync("leavers"), "quarantineType"));
        Assert.Equal("queued", Text(await GetAsync($"{Leavers}/runs/r2"), "processingStatus"));
    }

    [Theory]
    [InlineData("count", Three, "countBasedThresholdExceeded")]
    [InlineData("share", Three, "notQuarantined")]
    [InlineData("either", Three, "countBasedThresholdExceeded")]
    [InlineData("both", Three, "notQuarantined")]
    [InlineData("share", One, "percentageBasedThresholdExceeded")]
    [InlineData("both", One, "multipleConditionsExceeded")]
    public async Task Too_many_failed_users_of_a_run_quarantine_a_workflow(
        string workflow,
        string subjects,
        string expected
    )
    {
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(workflow, "activate", subjects));

        Assert.Equal(expected, Text(await DetailsAsync(workflow), "quarantineType"));
    }

    [Fact]
    public async Task Who_is_queued_is_quarantined_and_nobody_is_started_until_it_is_cleared()
    {
        await ActAsync("count", "activate", Three);

        JsonElement details = await DetailsAsync("count");
        Assert.Equal(Clock.Now.UtcDateTime, details.GetProperty("quarantinedDateTime").GetDateTime());
        Assert.Equal("The processing failed for 1 of 3 users.", Text(details, "quarantineReason"));
        Assert.Equal(
            ["ada d completed", "bob d failed", "cyd d quarantined"],
            await DoneAsync(await NewestRunAsync("count"), "count")
        );
        Assert.Equal("quarantined", Text(await GetAsync($"{Root}/workflows/count/runs/before"), "processingStatus"));
        Assert.Equal(HttpStatusCode.BadRequest, await ActAsync("count", "activate", Three));

        using HttpResponseMessage cleared = await SendAsync(HttpMethod.Post, $"{Root}/workflows/count/clearQuarantine");
        JsonElement workflow = JsonElement.Parse(await cleared.Content.ReadAsStringAsync(Ct));

        Assert.Equal(HttpStatusCode.OK, cleared.StatusCode);
        Assert.Equal("notQuarantined", Text(workflow.GetProperty("quarantineDetails"), "quarantineType"));
        Assert.Equal(
            JsonValueKind.Null,
            workflow.GetProperty("quarantineDetails").GetProperty("quarantineReason").ValueKind
        );
        Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("count", "activate", Three));
        Assert.Equal("completed", Text(await NewestRunAsync("count"), "processingStatus"));
    }

    [Fact]
    public async Task The_rules_are_shown_where_they_were_made()
    {
        Assert.Equal(
            Rule("any", Count),
            (await GetAsync($"{Root}/workflows/count"))
                .GetProperty("settings")
                .GetProperty("quarantineConfiguration")
                .GetRawText()
        );
        Assert.Equal(
            JsonValueKind.Null,
            (await GetAsync($"{Root}/settings")).GetProperty("quarantineConfiguration").ValueKind
        );
    }

    [Fact]
    public async Task What_the_seed_says_is_quarantined_until_it_is_cleared()
    {
        JsonElement details = await DetailsAsync("ill");

        Assert.Equal("2026-11-22T07:30:00.0000000Z", Text(details, "quarantinedDateTime"));
        Assert.Equal("Too many users failed.", Text(details, "quarantineReason"));
        Assert.Equal(HttpStatusCode.OK, await ActAsync("ill", "clearQuarantine"));
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("ill", "activate", """{"subjects":[{"id":"ada"}]}"""));
        Assert.Equal(HttpStatusCode.OK, await ActAsync("ill", "clearQuarantine"));
    }

    private async Task<JsonElement> DetailsAsync(string workflow) =>
        (await GetAsync($"{Root}/workflows/{workflow}?$select=quarantineDetails")).GetProperty("quarantineDetails");

    private static string Rule(string mode, string conditions) =>
        $$"""{"matchMode":"{{mode}}","conditions":[{{conditions}}]}""";

    private static string WorkflowJson(string id, string rule) =>
        $$"""
            { "id": "{{id}}", "displayName": "{{id}}", "category": "leaver", "quarantineConfiguration": {{rule}},
              "versions": [ { "versionNumber": 1, "tasks": [
                { "id": "d", "taskDefinitionId": "disable", "failures": [ { "subject": "bob", "failureReason": "Busy", "times": 1 } ] } ] } ],
              "runs": [ { "id": "before", "scheduledDateTime": "-PT1H", "userProcessingResults": [
                { "id": "b", "subject": "cyd", "taskProcessingResults": [ { "id": "b", "task": "d", "processingStatus": "queued" } ] } ] } ] }
            """;
}

/// <summary>A tenant whose settings say for all workflows how many users may fail.</summary>
public sealed class TenantQuarantineTests : WorkflowActionTest
{
    protected override string? Seed =>
        base.Seed!.Replace(
            "\"apps\":",
            """
            "settings": { "quarantineConfiguration": { "matchMode": "any", "conditions": [
              { "@odata.type": "#microsoft.graph.identityGovernance.percentageBasedQuarantineCondition", "percentage": 99 } ] } },
            "apps":
            """,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_rule_of_the_tenant_is_that_of_every_workflow()
    {
        await ActAsync("leavers", "activate", """{"subjects":[{"id":"bob"}]}""");

        JsonElement workflow = await GetAsync(Leavers);
        Assert.Equal(
            "percentageBasedThresholdExceeded",
            Text(workflow.GetProperty("quarantineDetails"), "quarantineType")
        );
        Assert.Equal(
            JsonValueKind.Null,
            workflow.GetProperty("settings").GetProperty("quarantineConfiguration").ValueKind
        );
        Assert.Equal(
            "any",
            Text((await GetAsync($"{Root}/settings")).GetProperty("quarantineConfiguration"), "matchMode")
        );
    }
}
