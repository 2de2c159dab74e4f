namespace LifecycleWorkflows.Graph.Running;

/// <summary>Which tasks and users of an earlier run are processed again.</summary>
internal sealed record RestartScope(bool AllTasks, bool AllUsers)
{
    /// <summary>Microsoft Graph's <c>activationTaskScopeType</c>.</summary>
    public string Tasks => AllTasks ? "allTasks" : "failedTasks";

    /// <summary>Microsoft Graph's <c>activationUserScopeType</c>.</summary>
    public string Users => AllUsers ? "allUsers" : "failedUsers";
}
