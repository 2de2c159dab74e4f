using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>What the tenant holds, for tests and for people who look. Whoever writes a report holds the tenant.</summary>
internal static class Reports
{
    /// <summary>The ids of what was generated.</summary>
    public static object Of(IReadOnlyList<Workflow> workflows, bool isSummary)
    {
        Dictionary<string, IEnumerable<string>> ids = new()
        {
            ["workflowIds"] = workflows.Select(workflow => workflow.Id),
            ["taskIds"] = workflows.SelectMany(workflow => workflow.Current.Tasks).Select(task => task.Id),
            ["runIds"] = workflows.SelectMany(workflow => workflow.Runs).Select(run => run.Id),
        };
        if (isSummary)
            return ids;
        ResultScope[] scopes = [.. workflows.Select(workflow => workflow.Scope)];
        ids["userProcessingResultIds"] = scopes.SelectMany(scope => scope.UserResults).Select(item => item.Id);
        ids["taskProcessingResultIds"] = scopes.SelectMany(scope => scope.Results).Select(result => result.Id);
        return ids;
    }

    public static object Of(Tenant tenant, bool isSummary)
    {
        Dictionary<string, object> state = new()
        {
            ["taskProcessingResultsByStatus"] = Counts(All(tenant).Select(row => row.Result)),
            ["workflows"] = tenant.Workflows.Select(workflow => new
            {
                workflow.Id,
                workflow.Content.DisplayName,
                Deleted = workflow.IsDeleted,
                Runs = workflow.Runs.Count,
                TaskProcessingResultsByStatus = Counts(workflow.Scope.Results),
            }),
        };
        if (isSummary)
            return state;
        state["taskProcessingResults"] = All(tenant)
            .Select(row => new
            {
                row.Result.Id,
                ProcessingStatus = row.Result.Status.WireName,
                WorkflowId = row.Workflow?.Id,
                WorkflowTemplateId = row.Template?.Id,
                Deleted = row.Workflow is { IsDeleted: true },
                RunId = row.Result.Owner.Run?.Id,
                UserProcessingResultId = row.Result.Owner.Id,
                TaskId = row.Result.Task.Id,
                row.Result.AcceptedAnswers,
            });
        state["assignmentRequests"] = tenant.AssignmentRequests.Select(request => new
        {
            request.Id,
            request.State,
            request.Status,
            Callouts = request.CalloutInstances.Select(instance => new
            {
                instance.Id,
                instance.Status,
                instance.AcceptedAnswers,
            }),
        });
        return state;
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

    private static Dictionary<string, int> Counts(IEnumerable<TaskProcessingResult> results) =>
        results
            .CountBy(result => result.Status)
            .OrderBy(count => count.Key)
            .ToDictionary(count => count.Key.WireName, count => count.Value);
}
