using LifecycleWorkflows.Graph.Running;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>What is restarted of a run, in a prompt.</summary>
internal static class RestartText
{
    public static string Of(Run run, RestartScope scope)
    {
        int? count = scope.AllUsers ? run.TotalUsersCount : run.FailedUsersCount;
        string users = count == 1 ? "user" : "users";
        return $"{(count is null ? "the" : $"{count}")} {users}{(scope.AllUsers ? "" : " with failures")} of the run {run.Id}";
    }
}
