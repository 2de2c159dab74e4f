using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph;

/// <summary>What can be done through a connection, one member a resource.</summary>
internal sealed class LifecycleWorkflowsClient(GraphTransport transport)
{
    public Walk Walk => new(this);

    public ReportReader Reports => new(this);

    public ResourceReader<Workflow> Workflows { get; } = new(transport, Operation.ReadWorkflows, Wire.Workflow);

    public ResourceReader<WorkflowVersion> WorkflowVersions { get; } = new(transport, Operation.ReadWorkflowVersions, Wire.WorkflowVersion);

    public ResourceReader<WorkflowTask> WorkflowTasks { get; } = new(transport, Operation.ReadWorkflowTasks, Wire.Task);

    public ResourceReader<WorkflowTemplate> WorkflowTemplates { get; } = new(transport, Operation.ReadWorkflowTemplates, Wire.WorkflowTemplate);

    public ResourceReader<TaskDefinition> TaskDefinitions { get; } = new(transport, Operation.ReadTaskDefinitions, Wire.TaskDefinition);

    public ResourceReader<CustomTaskExtension> CustomTaskExtensions { get; } = new(transport, Operation.ReadCustomTaskExtensions, Wire.CustomTaskExtension);

    public ResourceReader<LifecycleManagementSettings> Settings { get; } = new(transport, Operation.ReadSettings, Wire.LifecycleManagementSettings);

    public ResourceReader<Run> Runs { get; } = new(transport, Operation.ReadRuns, Wire.Run);

    public ResourceReader<UserProcessingResult> UserProcessingResults { get; } = new(transport, Operation.ReadUserProcessingResults, Wire.UserProcessingResult);

    public ResourceReader<SubjectProcessingResult> SubjectProcessingResults { get; } = new(transport, Operation.ReadSubjectProcessingResults, Wire.SubjectProcessingResult);

    public ResourceReader<TaskReport> TaskReports { get; } = new(transport, Operation.ReadTaskReports, Wire.TaskReport);

    public Summaries Summaries { get; } = new(transport);

    public TaskProcessingResults TaskProcessingResults { get; } = new(transport);

    public AssignmentRequests AssignmentRequests { get; } = new(transport);
}
