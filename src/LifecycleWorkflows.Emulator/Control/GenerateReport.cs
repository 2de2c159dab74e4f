using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The ids of what was generated.</summary>
internal static class GenerateReport
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Workflow> workflows, bool includeResults)
    {
        writer.WriteStartObject();
        WriteIds(writer, "workflowIds", workflows.Select(workflow => workflow.Id));
        WriteIds(writer, "taskIds", workflows.SelectMany(workflow => workflow.Current.Tasks).Select(task => task.Id));
        WriteIds(writer, "runIds", workflows.SelectMany(workflow => workflow.Runs).Select(run => run.Id));
        if (includeResults)
        {
            WriteIds(
                writer,
                "userProcessingResultIds",
                workflows.SelectMany(workflow => workflow.Scope.UserResults).Select(userResult => userResult.Id)
            );
            WriteIds(
                writer,
                "taskProcessingResultIds",
                workflows.SelectMany(workflow => workflow.Scope.Results).Select(result => result.Id)
            );
        }
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (string id in ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
