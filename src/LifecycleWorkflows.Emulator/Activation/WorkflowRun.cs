using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Runs of the current version, for users who need not be in its scope.</summary>
internal static class WorkflowRun
{
    // Assumption: a task that is disabled leaves no result.
    public static RunPlan Of(
        Workflow workflow,
        string executionType,
        IEnumerable<User> subjects,
        JsonObject? scope = null
    ) =>
        new(workflow, workflow.Current, executionType)
        {
            Users = [.. subjects.Select(subject => new PlannedUser(subject, workflow.Current.EnabledTasks))],
            Scope = scope,
        };
}
