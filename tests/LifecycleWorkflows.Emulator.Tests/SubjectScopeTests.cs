using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Who is in the scope of a workflow, and who will be processed next.</summary>
public sealed class SubjectScopeTests : WorkflowActionTest
{
    [Theory]
    [InlineData("leavers", "ada,bob,eve")]
    [InlineData("waiting", "ada,bob")]
    [InlineData("off", "")]
    public async Task Rules_and_groups_say_who_is_in_scope(string workflow, string users)
    {
        JsonElement[] found = await ListAsync($"{Root}/workflows/{workflow}/previewScope");

        Assert.Equal(users, string.Join(',', found.Select(user => Text(user, "id"))));
        Assert.All(found, user => Assert.Equal("#microsoft.graph.user", Text(user, "@odata.type")));
    }

    [Fact]
    public async Task A_user_in_scope_can_be_addressed_and_expanded()
    {
        Assert.Equal("ada", Text(await GetAsync($"{Leavers}/previewScope/ada"), "id"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"{Leavers}/previewScope/cyd"));
        Assert.Equal(
            3,
            (await GetAsync($"{Leavers}?$expand=previewScope")).GetProperty("previewScope").GetArrayLength()
        );
    }

    // Eve leaves in two days, and the workflow begins two days before. So does ada, who was processed today; bob leaves
    // much later. Cyd is queued.
    [Fact]
    public async Task Whose_time_it_is_will_be_processed_with_those_who_are_queued()
    {
        JsonElement[] scope = await ListAsync($"{Leavers}/executionScope?$expand=subject");

        Assert.Equal(["cyd", "eve"], scope.Select(userResult => Text(userResult.GetProperty("subject"), "id")).Order());
        JsonElement eve = scope.Single(userResult => Text(userResult.GetProperty("subject"), "id") == "eve");
        Assert.Equal("queued", Text(eve, "processingStatus"));
        Assert.Equal("scheduled", Text(eve, "workflowExecutionType"));
        Assert.Equal("2026-11-22T09:30:00.0000000Z", Text(eve, "scheduledDateTime"));
        Assert.Equal(2, eve.GetProperty("totalTasksCount").GetInt32());
        Assert.Equal(2, eve.GetProperty("totalUnprocessedTasksCount").GetInt32());
        Assert.Equal(Text(eve, "id"), Text(await GetAsync($"{Leavers}/executionScope/{Text(eve, "id")}"), "id"));
        Assert.DoesNotContain(Text(eve, "id"), await IdsAsync($"{Leavers}/userProcessingResults"));
    }

    [Theory]
    [InlineData("""{"isSchedulingEnabled":false}""")]
    [InlineData("""{"isEnabled":false,"isSchedulingEnabled":false}""")]
    public async Task Without_a_schedule_nobody_is_next(string body)
    {
        await StatusAsync(HttpMethod.Patch, Leavers, body);

        Assert.Empty(await IdsAsync($"{Leavers}/executionScope"));
        Assert.Equal(3, (await IdsAsync($"{Leavers}/previewScope")).Count);
    }

    [Fact]
    public async Task A_trigger_that_is_a_change_is_the_time_of_nobody() =>
        Assert.Empty(await IdsAsync($"{Root}/workflows/waiting/executionScope"));
}
