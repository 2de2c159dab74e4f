using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the tasks of workflows that would fail, or makes a preview for users. Nothing changes for any user.</summary>
[Cmdlet(VerbsDiagnostic.Test, "LwfWorkflow")]
[GraphPermission(nameof(GraphOperation.CheckWorkflow))]
[GraphPermission(
    nameof(GraphOperation.PreviewWorkflow),
    nameof(GraphOperation.ReadUserProcessingResults),
    For = "Previews (-Subject)"
)]
[OutputType(typeof(PreviewFailedTask), typeof(UserProcessingResult))]
public sealed class TestLwfWorkflow : LwfWorkflowCmdlet
{
    private const int UsualTimeout = 10 * 60;

    private PollingSchedule _schedule = null!;
    private string[] _userIds = [];

    /// <summary>The users to make a preview for, at most ten, by user principal name, ID, or object.</summary>
    [Parameter(Position = 1)]
    [Users]
    public NameOrId[]? Subject { get; set; }

    /// <summary>The maximum time to wait for a preview, in seconds or as a duration such as 10m. 0 means no limit.</summary>
    [Parameter]
    [Seconds]
    public int Timeout { get; set; } = UsualTimeout;

    private protected override void RequireValidParameters()
    {
        TimeSpan timeout = Seconds(0, nameof(Timeout), Timeout);
        _schedule = new(timeout > TimeSpan.Zero ? timeout : null, null);
    }

    private protected override void Begin()
    {
        base.Begin();
        if (Subject is not null)
            _userIds = FindUsers(Subject);
    }

    private protected override void Process(Workflow workflow)
    {
        if (Subject is null)
            Check(workflow);
        else
            Preview(workflow);
    }

    private void Check(Workflow workflow)
    {
        IReadOnlyList<PreviewFailedTask> failures = Dispatcher.Wait(
            Client.Workflows.GetTaskFailuresAsync(workflow, Dispatcher, Token)
        );
        foreach (PreviewFailedTask task in failures)
            Runtime.Output(task);
        if (failures.Count == 0)
            Runtime.Verbose($"No task of the workflow '{WorkflowChange.NameOf(workflow)}' would fail.");
    }

    private void Preview(Workflow workflow)
    {
        PreviewRunner runner = new(Client, workflow, _userIds, Dispatcher);
        Dispatcher.Wait(runner.StartAsync(Token));
        foreach (UserProcessingResult result in Dispatcher.Pull(runner.ResultsAsync(_schedule, Token)))
            Runtime.Output(result);
    }

    /// <summary>The IDs of all users, or the first reason why a preview can't be for all of them.</summary>
    private string[] FindUsers(NameOrId[] users)
    {
        foreach (NameOrId user in users)
            RequireSameService(user.Service);
        IReadOnlyDictionary<string, string> known = Dispatcher.Wait(
            new UserResolver(Client).IdsAsync(
                users.Where(user => !user.IsId).Select(user => user.Text),
                DefaultVersion,
                Dispatcher,
                Token
            )
        );
        if (users.FirstOrDefault(user => !user.IsId && !known.ContainsKey(user.Text)) is { } unknown)
            throw Errors.UserUnknown(unknown.Text);
        string[] ids =
        [
            .. users.Select(user => IdRules.Normalize(user.IsId ? user.Text : known[user.Text])).Distinct(),
        ];
        if (ids.Length > PreviewRunner.MostUsers)
            throw Errors.TooManyUsers(ids.Length, PreviewRunner.MostUsers);
        return ids;
    }
}
