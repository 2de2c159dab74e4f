using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph;

/// <summary>What can be done through a connection, one member a resource.</summary>
internal sealed class LifecycleWorkflowsClient(GraphTransport transport)
{
    public Walk Walk => new(this);

    public ReportReader Reports => new(this);

    public ResourceReader<Workflow> Workflows => field ??= new(transport, Operation.ReadWorkflows, Wire.Workflow);

    public ResourceReader<WorkflowVersion> WorkflowVersions =>
        field ??= new(transport, Operation.ReadWorkflowVersions, Wire.WorkflowVersion);

    public ResourceReader<WorkflowTask> WorkflowTasks =>
        field ??= new(transport, Operation.ReadWorkflowTasks, Wire.Task);

    public ResourceReader<WorkflowTemplate> WorkflowTemplates =>
        field ??= new(transport, Operation.ReadWorkflowTemplates, Wire.WorkflowTemplate);

    public ResourceReader<TaskDefinition> TaskDefinitions =>
        field ??= new(transport, Operation.ReadTaskDefinitions, Wire.TaskDefinition);

    public ResourceReader<CustomTaskExtension> CustomTaskExtensions =>
        field ??= new(transport, Operation.ReadCustomTaskExtensions, Wire.CustomTaskExtension);

    public ResourceReader<LifecycleManagementSettings> Settings =>
        field ??= new(transport, Operation.ReadSettings, Wire.LifecycleManagementSettings);

    public ResourceReader<Run> Runs => field ??= new(transport, Operation.ReadRuns, Wire.Run);

    public ResourceReader<UserProcessingResult> UserProcessingResults =>
        field ??= new(transport, Operation.ReadUserProcessingResults, Wire.UserProcessingResult);

    public ResourceReader<SubjectProcessingResult> SubjectProcessingResults =>
        field ??= new(transport, Operation.ReadSubjectProcessingResults, Wire.SubjectProcessingResult);

    public ResourceReader<TaskReport> TaskReports =>
        field ??= new(transport, Operation.ReadTaskReports, Wire.TaskReport);

    public Summaries Summaries => field ??= new(transport);

    public TaskProcessingResults TaskProcessingResults => field ??= new(transport);

    public AssignmentRequests AssignmentRequests => field ??= new(transport);
}
