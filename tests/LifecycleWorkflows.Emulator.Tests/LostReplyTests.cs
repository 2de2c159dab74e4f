using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Actions that are carried out although the client never learns of it, and others that are not.</summary>
public sealed class LostReplyTests : WorkflowActionTest
{
    private const string Ada = """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"ada"}]}""";

    public static TheoryData<string, string, string, string> Actions =>
        new()
        {
            { "POST", "workflows/leavers/activate", Ada, "workflows/leavers/runs/$count" },
            {
                "POST",
                "workflows/leavers/microsoft.graph.identityGovernance.activateWithScope",
                ScopeBody("activateUserScope", """ "users":[{"id":"ada"}] """),
                "workflows/leavers/runs/$count"
            },
            {
                "POST",
                "workflows/leavers/cancelProcessing",
                ScopeBody("cancelRunsScope", """ "runs":[{"id":"r2"}] """),
                "workflows/leavers/runs/r2"
            },
            { "POST", "workflows/leavers/previewWorkflow", Ada, "workflows/leavers/runs/$count" },
            { "POST", "workflows/ill/clearQuarantine", "", "workflows/ill" },
            { "PATCH", "workflows/leavers", """{"description":"x"}""", "workflows/leavers" },
            { "DELETE", "workflows/leavers", "", "workflows/$count" },
            { "POST", "deletedItems/workflows/gone/restore", "", "workflows/$count" },
            { "DELETE", "deletedItems/workflows/gone", "", "deletedItems/workflows/$count" },
        };

    [Theory, MemberData(nameof(Actions))]
    public async Task An_action_can_be_carried_out_and_its_reply_be_lost(
        string method,
        string path,
        string body,
        string witness
    )
    {
        string before = await WitnessAsync(witness);
        await ArmAsync(method, apply: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(method, path, body));
        Assert.Equal(before, await WitnessAsync(witness));

        await ArmAsync(method, apply: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(method, path, body));

        Assert.NotEqual(before, await WitnessAsync(witness));
        Assert.Equal(
            [false, true],
            (await GetAsync("emulator/requests"))
                .EnumerateArray()
                .Where(request => Text(request, "method") == method)
                .Select(request => request.GetProperty("applied").GetBoolean())
        );
    }

    [Fact]
    public async Task A_part_of_a_batch_can_be_carried_out_and_left_out_of_the_answer()
    {
        await SendAsync(HttpMethod.Post, "emulator/faults", """{"match":{"part":"1"},"kind":"omit","apply":true}""");
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post,
            "v1.0/$batch",
            $$"""{"requests":[{"id":"1","method":"POST","url":"/{{LifecycleWorkflows}}/workflows/leavers/activate","headers":{"Content-Type":"application/json"},"body":{{Ada}}}]}"""
        );

        JsonElement answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(0, answer.GetProperty("responses").GetArrayLength());
        Assert.Equal("4", await WitnessAsync("workflows/leavers/runs/$count"));
    }

    private Task<string> WitnessAsync(string path) =>
        Client.GetStringAsync(new Uri($"{Root}/{path}", UriKind.Relative), Ct);

    private async Task ArmAsync(string method, bool apply) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                "emulator/faults",
                JsonSerializer.Serialize(
                    new
                    {
                        match = new { method, pathContains = LifecycleWorkflows },
                        kind = "reset",
                        apply,
                    }
                )
            )
        );

    private Task<HttpStatusCode> CallAsync(string method, string path, string body) =>
        StatusAsync(new HttpMethod(method), $"{Root}/{path}", body.Length == 0 ? null : body);
}
