using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>What the tenant holds, for tests and for people who look.</summary>
internal static class StateReport
{
    public static void Write(Utf8JsonWriter writer, Tenant tenant, bool includeResults)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("taskProcessingResultsByStatus");
        WriteCounts(writer, All(tenant).Select(row => row.Result));
        WriteWorkflows(writer, tenant);
        if (includeResults)
        {
            WriteResults(writer, tenant);
            WriteRequests(writer, tenant);
        }
        writer.WriteEndObject();
    }

    private static IEnumerable<(TaskProcessingResult Result, Workflow? Workflow, WorkflowTemplate? Template)> All(
        Tenant tenant
    )
    {
        foreach (Workflow workflow in tenant.Workflows)
        {
            foreach (TaskProcessingResult result in workflow.Scope.Results)
                yield return (result, workflow, null);
        }
        foreach (WorkflowTemplate template in tenant.WorkflowTemplates)
        {
            foreach (TaskProcessingResult result in template.Scope.Results)
                yield return (result, null, template);
        }
    }

    private static void WriteCounts(Utf8JsonWriter writer, IEnumerable<TaskProcessingResult> results)
    {
        int[] counts = new int[ProcessingStatusNames.All.Count];
        foreach (TaskProcessingResult result in results)
            counts[(int)result.Status]++;
        writer.WriteStartObject();
        for (int status = 0; status < counts.Length; status++)
        {
            if (counts[status] > 0)
                writer.WriteNumber(ProcessingStatusNames.All[status], counts[status]);
        }
        writer.WriteEndObject();
    }

    private static void WriteWorkflows(Utf8JsonWriter writer, Tenant tenant)
    {
        writer.WriteStartArray("workflows");
        foreach (Workflow workflow in tenant.Workflows)
        {
            writer.WriteStartObject();
            writer.WriteString("id", workflow.Id);
            writer.WriteString("displayName", workflow.Content.DisplayName);
            writer.WriteBoolean("deleted", workflow.IsDeleted);
            writer.WriteNumber("runs", workflow.Runs.Count);
            writer.WritePropertyName("taskProcessingResultsByStatus");
            WriteCounts(writer, workflow.Scope.Results);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteResults(Utf8JsonWriter writer, Tenant tenant)
    {
        writer.WriteStartArray("taskProcessingResults");
        foreach ((TaskProcessingResult result, Workflow? workflow, WorkflowTemplate? template) in All(tenant))
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.Id);
            writer.WriteString("processingStatus", result.Status.WireName);
            writer.WriteString("workflowId", workflow?.Id);
            writer.WriteString("workflowTemplateId", template?.Id);
            writer.WriteBoolean("deleted", workflow is { IsDeleted: true });
            writer.WriteString("runId", result.Owner.Run?.Id);
            writer.WriteString("userProcessingResultId", result.Owner.Id);
            writer.WriteString("taskId", result.Task.Id);
            writer.WriteNumber("acceptedAnswers", result.AcceptedAnswers);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteRequests(Utf8JsonWriter writer, Tenant tenant)
    {
        writer.WriteStartArray("assignmentRequests");
        foreach (AssignmentRequest request in tenant.AssignmentRequests)
        {
            writer.WriteStartObject();
            writer.WriteString("id", request.Id);
            writer.WriteString("state", request.State);
            writer.WriteString("status", request.Status);
            writer.WriteStartArray("callouts");
            foreach (CalloutInstance instance in request.CalloutInstances)
            {
                writer.WriteStartObject();
                writer.WriteString("id", instance.Id);
                writer.WriteString("status", instance.Status);
                writer.WriteNumber("acceptedAnswers", instance.AcceptedAnswers);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
