using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Activation;

/// <summary>Runs of what earlier runs have processed.</summary>
internal static class Reprocessing
{
    // Assumption: a user of several results is processed once, with the tasks of all of them. The run is one of the
    // newest version among those of the results.
    public static RunPlan Of(
        Workflow workflow,
        IEnumerable<UserProcessingResult> userResults,
        string taskScope,
        JsonObject scope
    )
    {
        (UserProcessingResult UserResult, WorkflowTask[] Tasks)[] again =
        [
            .. userResults
                .Select(userResult => (UserResult: userResult, Tasks: TasksOf(userResult, taskScope)))
                .Where(each => each.Tasks.Length > 0),
        ];
        if (again.Any(each => each.UserResult.Run!.IsPreview))
            throw GraphException.Refused("A preview can not be processed again.");
        return new(workflow, NewestOf(workflow, again), ExecutionTypes.ActivatedWithScope)
        {
            Users =
            [
                .. again
                    .GroupBy(each => each.UserResult.Subject, each => each.Tasks)
                    .Select(user => new PlannedUser(user.Key, user.SelectMany(tasks => tasks).Distinct())),
            ],
            Scope = scope,
            Reprocessed = [.. again.Select(each => each.UserResult)],
        };
    }

    // Assumption: only what failed itself is a failed task. What was canceled because of it is not.
    private static WorkflowTask[] TasksOf(UserProcessingResult userResult, string taskScope) =>
        taskScope == "allTasks"
            ? [.. userResult.Run!.Version.EnabledTasks]
            :
            [
                .. userResult
                    .Results.Where(result => result.Status == ProcessingStatus.Failed)
                    .Select(result => result.Task),
            ];

    private static WorkflowVersion NewestOf(
        Workflow workflow,
        IReadOnlyCollection<(UserProcessingResult UserResult, WorkflowTask[] Tasks)> again
    ) => again.Select(each => each.UserResult.Run!.Version).MaxBy(version => version.VersionNumber) ?? workflow.Current;
}
