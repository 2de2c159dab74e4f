using System.Net;
using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item.Tasks.Item.TaskProcessingResults.Item.MicrosoftGraphIdentityGovernanceResume;
using Microsoft.Graph.Models.IdentityGovernance;
using Microsoft.Kiota.Abstractions;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>Batches as the SDK builds and reads them.</summary>
public sealed class SdkBatchTests : SdkTest
{
    private string _workflow = "",
        _run = "",
        _doneTask = "",
        _waitingTask = "",
        _done = "",
        _waiting = "";

    private WorkflowItemRequestBuilder Workflow => V1.IdentityGovernance.LifecycleWorkflows.Workflows[_workflow];

    // The SDK unescapes the urls of parts, so ids that need escaping cannot be batched with it.
    protected override async Task ArrangeAsync()
    {
        JsonElement made = await GenerateAsync("""{"tasksPerUser":2,"waiting":true}""");
        string Id(string kind, int index) => made.GetProperty(kind)[index].GetString()!;
        (_workflow, _run) = (Id("workflowIds", 0), Id("runIds", 0));
        (_doneTask, _waitingTask) = (Id("taskIds", 0), Id("taskIds", 1));
        (_done, _waiting) = (Id("taskProcessingResultIds", 0), Id("taskProcessingResultIds", 1));
    }

    [Fact]
    public async Task Reads_several_things_at_once()
    {
        GraphServiceClient client = V1;
        BatchRequestContentCollection batch = new(client);
        string tasks = await batch.AddBatchRequestStepAsync(Workflow.Tasks.ToGetRequestInformation());
        string run = await batch.AddBatchRequestStepAsync(Workflow.Runs[_run].ToGetRequestInformation());
        string nothing = await batch.AddBatchRequestStepAsync(Workflow.Runs["nothing"].ToGetRequestInformation());

        BatchResponseContentCollection answer = await client.Batch.PostAsync(batch, Ct);

        Assert.Equal(2, (await answer.GetResponseByIdAsync<TaskCollectionResponse>(tasks)).Value!.Count);
        Assert.Equal(_run, (await answer.GetResponseByIdAsync<Run>(run)).Id);
        Dictionary<string, HttpStatusCode> statuses = await answer.GetResponsesStatusCodesAsync();
        Assert.Equal(HttpStatusCode.NotFound, statuses[nothing]);
    }

    [Fact]
    public async Task Resumes_and_reads_what_came_of_it()
    {
        GraphServiceClient client = V1;
        var result = Workflow.Tasks[_waitingTask].TaskProcessingResults[_waiting];
        BatchRequestContentCollection batch = new(client);
        batch.AddBatchRequestStep(
            await StepAsync(
                client,
                "resume",
                result.MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(Body())
            )
        );
        batch.AddBatchRequestStep(await StepAsync(client, "read", result.ToGetRequestInformation(), "resume"));

        BatchResponseContentCollection answer = await client.Batch.PostAsync(batch, Ct);

        Assert.Equal(HttpStatusCode.NoContent, (await answer.GetResponsesStatusCodesAsync())["resume"]);
        Assert.Equal(
            LifecycleWorkflowProcessingStatus.Completed,
            (await answer.GetResponseByIdAsync<TaskProcessingResult>("read")).ProcessingStatus
        );
    }

    [Fact]
    public async Task What_depends_on_a_failure_fails()
    {
        GraphServiceClient client = V1;
        BatchRequestContentCollection batch = new(client);
        batch.AddBatchRequestStep(
            await StepAsync(
                client,
                "first",
                Workflow
                    .Tasks[_doneTask]
                    .TaskProcessingResults[_done]
                    .MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(Body())
            )
        );
        batch.AddBatchRequestStep(await StepAsync(client, "second", Workflow.Tasks.ToGetRequestInformation(), "first"));

        Dictionary<string, HttpStatusCode> statuses = await (
            await client.Batch.PostAsync(batch, Ct)
        ).GetResponsesStatusCodesAsync();

        Assert.Equal(HttpStatusCode.Conflict, statuses["first"]);
        Assert.Equal(HttpStatusCode.FailedDependency, statuses["second"]);
    }

    [Fact]
    public async Task More_than_twenty_are_several_batches()
    {
        GraphServiceClient client = V1;
        BatchRequestContentCollection batch = new(client);
        for (int i = 0; i < 45; i++)
            await batch.AddBatchRequestStepAsync(Workflow.Tasks.ToGetRequestInformation());

        Dictionary<string, HttpStatusCode> statuses = await (
            await client.Batch.PostAsync(batch, Ct)
        ).GetResponsesStatusCodesAsync();

        Assert.Equal(45, statuses.Count(status => status.Value == HttpStatusCode.OK));
        Assert.Equal(
            [20, 20, 5],
            (await GetAsync("emulator/requests"))
                .EnumerateArray()
                .Select(request => request.GetProperty("parts").GetArrayLength())
        );
    }

    [Fact]
    public async Task A_part_that_is_throttled_says_when_to_come_back()
    {
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"match":{"part":"*"},"status":429,"retryAfter":"7"}"""
        );
        GraphServiceClient client = V1;
        BatchRequestContentCollection batch = new(client);
        string throttled = await batch.AddBatchRequestStepAsync(Workflow.Tasks.ToGetRequestInformation());
        string served = await batch.AddBatchRequestStepAsync(Workflow.Tasks.ToGetRequestInformation());

        BatchResponseContentCollection answer = await client.Batch.PostAsync(batch, Ct);
        HttpResponseMessage response = await answer.GetResponseByIdAsync(throttled);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await answer.GetResponseByIdAsync(served)).StatusCode);
    }

    private static async Task<BatchRequestStep> StepAsync(
        GraphServiceClient client,
        string id,
        RequestInformation request,
        params string[] dependsOn
    ) =>
        new(
            id,
            (await client.RequestAdapter.ConvertToNativeRequestAsync<HttpRequestMessage>(request, Ct))!,
            [.. dependsOn]
        );

    private static ResumePostRequestBody Body() =>
        new()
        {
            Source = "sample",
            Type = "lifecycleEvent",
            Data = new CustomTaskExtensionCallbackData
            {
                OperationStatus = CustomTaskExtensionOperationStatus.Completed,
            },
        };
}
