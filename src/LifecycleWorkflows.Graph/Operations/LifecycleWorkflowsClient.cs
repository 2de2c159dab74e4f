using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Reading;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The operations of a connection, with one member for each resource.</summary>
internal sealed class LifecycleWorkflowsClient(GraphHttpClient transport)
{
    public ResourceReader<Workflow> Workflows =>
        field ??= new(transport, GraphOperation.ReadWorkflows, JsonMaps.Workflow);

    public ResourceReader<WorkflowVersion> WorkflowVersions =>
        field ??= new(transport, GraphOperation.ReadWorkflowVersions, JsonMaps.WorkflowVersion);

    public ResourceReader<WorkflowScopeMember> ExecutionScope =>
        field ??= new(transport, GraphOperation.ReadWorkflowScope, JsonMaps.ExecutionScope);

    public ResourceReader<WorkflowScopeMember> PreviewScope =>
        field ??= new(transport, GraphOperation.ReadWorkflowScope, JsonMaps.PreviewScope);

    public ResourceReader<WorkflowTask> WorkflowTasks =>
        field ??= new(transport, GraphOperation.ReadWorkflowTasks, JsonMaps.Task);

    public ResourceReader<WorkflowTemplate> WorkflowTemplates =>
        field ??= new(transport, GraphOperation.ReadWorkflowTemplates, JsonMaps.WorkflowTemplate);

    public ResourceReader<TaskDefinition> TaskDefinitions =>
        field ??= new(transport, GraphOperation.ReadTaskDefinitions, JsonMaps.TaskDefinition);

    public ResourceReader<CustomTaskExtension> CustomTaskExtensions =>
        field ??= new(transport, GraphOperation.ReadCustomTaskExtensions, JsonMaps.CustomTaskExtension);

    public ResourceReader<LifecycleManagementSettings> Settings =>
        field ??= new(transport, GraphOperation.ReadSettings, JsonMaps.LifecycleManagementSettings);

    public ResourceReader<Run> Runs => field ??= new(transport, GraphOperation.ReadRuns, JsonMaps.Run);

    public ResourceReader<UserProcessingResult> UserProcessingResults =>
        field ??= new(transport, GraphOperation.ReadUserProcessingResults, JsonMaps.UserProcessingResult);

    public ResourceReader<SubjectProcessingResult> SubjectProcessingResults =>
        field ??= new(transport, GraphOperation.ReadSubjectProcessingResults, JsonMaps.SubjectProcessingResult);

    public ResourceReader<TaskReport> TaskReports =>
        field ??= new(transport, GraphOperation.ReadTaskReports, JsonMaps.TaskReport);

    public Summaries Summaries => field ??= new(transport);

    public TaskProcessingResults TaskProcessingResults => field ??= new(transport);

    public AssignmentRequests AssignmentRequests => field ??= new(transport);
}
