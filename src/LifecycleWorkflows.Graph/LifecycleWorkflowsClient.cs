using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph;

/// <summary>What can be done through a connection, one member a resource.</summary>
internal sealed class LifecycleWorkflowsClient(GraphTransport transport)
{
    public ResourceReader<Workflow> Workflows { get; } = new(transport, Operation.ReadWorkflows, Wire.Workflow);

    public ResourceReader<Run> Runs { get; } = new(transport, Operation.ReadRuns, Wire.Run);

    public ResourceReader<UserProcessingResult> UserProcessingResults { get; } = new(transport, Operation.ReadUserProcessingResults, Wire.UserProcessingResult);

    public TaskProcessingResults TaskProcessingResults { get; } = new(transport);

    public AssignmentRequests AssignmentRequests { get; } = new(transport);
}
