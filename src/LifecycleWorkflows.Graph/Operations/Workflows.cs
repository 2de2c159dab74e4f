using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>Reads, changes, checks, and previews workflows.</summary>
internal sealed class Workflows(GraphHttpClient transport)
    : ResourceReader<Workflow>(transport, GraphOperation.ReadWorkflows, JsonMaps.Workflow)
{
    /// <summary>How patient the connection is, and the time that it's measured with.</summary>
    public (RetryPolicy Retry, TimeProvider Clock) Patience => (Transport.Retry, Transport.Clock);

    /// <summary>Changes some of the values of a workflow, without a new version.</summary>
    public GraphRequest Update(ResourcePath workflow, WorkflowUpdate update) =>
        Request(GraphOperation.UpdateWorkflow, workflow, RequestBodies.Update(update)) with
        {
            Method = HttpMethod.Patch,
        };

    /// <summary>Deletes a workflow. It can be restored, unless it's already a deleted one.</summary>
    public GraphRequest Delete(ResourcePath workflow) =>
        Request(GraphOperation.DeleteWorkflow, workflow, null) with
        {
            Method = HttpMethod.Delete,
        };

    public GraphRequest Restore(ResourcePath deleted) =>
        Request(GraphOperation.RestoreWorkflow, deleted.Append("restore"), RequestBodies.Empty);

    public GraphRequest ClearQuarantine(ResourcePath workflow) =>
        Request(GraphOperation.ClearQuarantine, workflow.Append("clearQuarantine"), RequestBodies.Empty);

    /// <summary>Starts a preview for users.</summary>
    public GraphRequest Preview(ResourcePath workflow, IEnumerable<string> userIds) =>
        Request(GraphOperation.PreviewWorkflow, workflow.Append("previewWorkflow"), RequestBodies.Preview(userIds));

    /// <summary>Sends a request that changes something. Any success is acceptance.</summary>
    public Task SendAsync(GraphRequest change, IOperationHost notices, CancellationToken cancellationToken) =>
        Transport.ChangeAsync<object>(change, null, notices, cancellationToken);

    /// <summary>Returns the tasks that would fail, and why. It changes nothing.</summary>
    public async Task<IReadOnlyList<PreviewFailedTask>> GetTaskFailuresAsync(
        Workflow workflow,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        const int UsualCount = 4;
        ResourcePath path = workflow.Origin.Item(nameof(ResourceKey.WorkflowId), workflow.Id);
        GraphRequest request = Request(
            GraphOperation.CheckWorkflow,
            path.Append("previewTaskFailures"),
            RequestBodies.Empty
        ) with
        {
            IsRead = true,
        };
        List<PreviewFailedTask> tasks = await Transport
            .ReadAsync(
                request,
                body => Page<PreviewFailedTask>.Read(body, JsonMaps.PreviewFailedTask, UsualCount).Items,
                notices,
                cancellationToken
            )
            .ConfigureAwait(false);
        ResourcePath origin = workflow.Origin with
        {
            Ids = workflow.Origin.Ids.With(nameof(ResourceKey.WorkflowId), workflow.Id),
        };
        foreach (PreviewFailedTask task in tasks)
            (task.Origin, task.WorkflowDisplayName) = (origin, workflow.DisplayName);
        return tasks;
    }

    private GraphRequest Request(GraphOperation operation, ResourcePath path, byte[]? body) =>
        new(operation, path, Transport.Address(path), body);
}
