using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Demo;

/// <summary>The same demo as Story.ps1, without PowerShell: it uses the client of the cmdlets.</summary>
internal sealed class PlainStory(GraphConnection connection, TextWriter output) : IOperationHost
{
    private readonly LifecycleWorkflowsClient _client = connection.Client;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Which tasks wait for a callback?");
        List<TaskProcessingResult> waiting = [];
        await foreach (TaskProcessingResult result in WaitingAsync(cancellationToken))
        {
            waiting.Add(result);
            await WriteAsync(result);
        }
        if (waiting.Count == 0)
            throw new InvalidOperationException("There are no pending tasks. The demo needs one.");

        TaskProcessingResult first = waiting[0];
        await output.WriteLineAsync($"\nThe first task can continue: resume it.");
        ResumeResult settled = await _client.TaskProcessingResults.ResumeAsync(
            Locate(
                ResourceCollection.TaskProcessingResultsForResume,
                new() { WorkflowId = first.WorkflowId, TaskId = first.TaskId }
            ),
            first.Id,
            new(OperationStatus.Completed, "LifecycleWorkflows.Demo", "lifecycleEvent"),
            this,
            cancellationToken
        );
        if (settled.Failure is not null)
            throw settled.Failure;
        await output.WriteLineAsync(
            $"  {settled.Settlement} {first.Id} in {DisplayText.FormatDuration(settled.Duration)}"
        );

        await output.WriteLineAsync("\nWhat are the results of this task and the user's other tasks?");
        ResourcePath tasksOfUser = Locate(
            ResourceCollection.TaskProcessingResults,
            new()
            {
                WorkflowId = first.WorkflowId,
                RunId = first.RunId,
                UserProcessingResultId = first.UserProcessingResultId,
            }
        );
        await foreach (
            TaskProcessingResult result in _client.TaskProcessingResults.ListAsync(
                tasksOfUser,
                ODataQuery.All with
                {
                    Expand = "subject",
                },
                this,
                cancellationToken
            )
        )
            await WriteAsync(result);
    }

    bool IOperationHost.IsVerboseEnabled => false;

    bool IOperationHost.IsDebugEnabled => false;

    void IOperationHost.Verbose(string text) { }

    void IOperationHost.Debug(string text) { }

    void IOperationHost.Warning(string text) => output.WriteLine($"  {text}");

    void IOperationHost.Tell(string text) => output.WriteLine($"  {text}");

    void IOperationHost.RunOnPipelineThread(Action work) => work();

    void IOperationHost.Progress(ProgressReport progress) { }

    private static ResourcePath Locate(ResourceCollection collection, ResourceKey ids) =>
        collection.ResolvePath(ids, ids, null, ApiVersions.V1);

    private async IAsyncEnumerable<TaskProcessingResult> WaitingAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ODataQuery waiting = new()
        {
            Filter = ODataFilter.Equal("processingStatus", ProcessingStatus.InProgress),
            Expand = "subject",
        };
        await foreach (
            Workflow workflow in _client.Workflows.ListAsync(
                Locate(ResourceCollection.Workflows, ResourceKey.None),
                ODataQuery.All,
                this,
                cancellationToken
            )
        )
        {
            ResourceKey ids = new() { WorkflowId = workflow.Id };
            await foreach (
                Run run in _client.Runs.ListAsync(
                    Locate(ResourceCollection.Runs, ids),
                    ODataQuery.All,
                    this,
                    cancellationToken
                )
            )
            {
                ids = ids with { RunId = run.Id };
                await foreach (
                    UserProcessingResult user in _client.UserProcessingResults.ListAsync(
                        Locate(ResourceCollection.UserProcessingResults, ids),
                        ODataQuery.All,
                        this,
                        cancellationToken
                    )
                )
                {
                    ResourcePath tasks = Locate(
                        ResourceCollection.TaskProcessingResults,
                        ids with
                        {
                            UserProcessingResultId = user.Id,
                        }
                    );
                    await foreach (
                        TaskProcessingResult result in _client.TaskProcessingResults.ListAsync(
                            tasks,
                            waiting,
                            this,
                            cancellationToken
                        )
                    )
                        yield return result;
                }
            }
        }
    }

    private Task WriteAsync(TaskProcessingResult result) =>
        output.WriteLineAsync(
            $"  {result.ProcessingStatus, -12} {DisplayText.Task(result.Task), -28} "
                + $"{DisplayText.Subject(result.Subject), -26} {DisplayText.Time(result.StartedDateTime)}"
        );
}
