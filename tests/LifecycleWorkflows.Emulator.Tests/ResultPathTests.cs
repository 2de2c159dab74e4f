using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Every place where task processing results hang, taken from Microsoft's operation tables.</summary>
public sealed class ResultPathTests : EmulatorTest
{
    public static TheoryData<string> Collections =>
        [.. OperationTable.ResultCollections().Select(row => row.Version + row.Template)];

    [Fact]
    public void The_tables_name_13_collections_in_v1_and_17_in_beta()
    {
        Assert.Equal(13, OperationTable.ResultCollections().Count(row => row.Version == "v1.0"));
        Assert.Equal(17, OperationTable.ResultCollections().Count(row => row.Version == "beta"));
    }

    [Theory, MemberData(nameof(Collections))]
    public async Task Lists_and_counts(string template)
    {
        string collection = OperationTable.Fill(template);

        List<string> ids = await IdsAsync(collection);

        Assert.Contains(TestSeed.Waiting, ids);
        Assert.Equal(IsBelowTask(template) ? 1 : 2, ids.Count);
        Assert.Equal(
            $"{ids.Count}",
            await Client.GetStringAsync(new Uri($"{collection}/$count", UriKind.Relative), Ct)
        );
    }

    [Theory, MemberData(nameof(Collections))]
    public async Task Gets_by_id_with_subject_and_task(string template)
    {
        string result = $"{OperationTable.Fill(template)}/{Uri.EscapeDataString(TestSeed.Waiting)}";

        Assert.Equal(TestSeed.Waiting, (await GetAsync(result)).GetProperty("id").GetString());
        Assert.Equal("Adele Vance", (await GetAsync($"{result}/subject")).GetProperty("displayName").GetString());
        Assert.Equal(TestSeed.WaitTask, (await GetAsync($"{result}/task")).GetProperty("id").GetString());
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(HttpMethod.Get, $"{OperationTable.Fill(template)}/nothing")
        );
    }

    [Theory, MemberData(nameof(Collections))]
    public async Task Resumes_once_under_the_short_name(string template) => await ResumesOnce(template, "resume");

    [Theory, MemberData(nameof(Collections))]
    public async Task Resumes_once_under_the_full_name(string template) =>
        await ResumesOnce(template, "microsoft.graph.identityGovernance.resume");

    [Theory, MemberData(nameof(Collections))]
    public async Task Creates_nothing(string template)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Post,
            OperationTable.Fill(template),
            "{}"
        );

        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Equal("Request_BadRequest", error.GetProperty("code").GetString());
    }

    private async Task ResumesOnce(string template, string action)
    {
        string result = $"{OperationTable.Fill(template)}/{Uri.EscapeDataString(TestSeed.Waiting)}";

        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(HttpMethod.Post, $"{result}/{action}", ResumeBody("Completed"))
        );
        Assert.Equal("completed", (await GetAsync(result)).GetProperty("processingStatus").GetString());
        Assert.Equal(
            HttpStatusCode.Conflict,
            await StatusAsync(HttpMethod.Post, $"{result}/{action}", ResumeBody("Completed"))
        );
    }

    private static bool IsBelowTask(string template) =>
        template.Contains("/{task-id}/", StringComparison.Ordinal)
        || template.Contains("/taskReports/", StringComparison.Ordinal);
}
