using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// A cmdlet that starts runs: it collects its input, prompts once, sends as few requests as possible, and accounts for
/// all of it in input order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfStartCmdlet : LwfServiceCmdlet
{
    /// <summary>The longest callback timeout of the service.</summary>
    private const int LongestCallback = 3 * 60 * 60;

    private const int Month = 30 * Day;

    private readonly List<StartMention> _mentions = [];
    private PollingSchedule _pace = null!;

    private protected LwfStartCmdlet() { }

    /// <summary>Whether to wait until the runs are finished, and to return them.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// The maximum time to wait for all runs, in seconds or as a duration such as 10m. 0 means no limit.
    /// </summary>
    [Parameter]
    [Seconds]
    public int Timeout { get; set; } = LongestCallback;

    /// <summary>Returns an outcome for each request or input object, also for failed ones.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The requests for all of the input. What can't be started is an error, and isn't among them.</summary>
    private protected abstract IReadOnlyList<PlannedStart> Plan();

    /// <summary>What is going to happen, without personal data: verbose and -WhatIf show it.</summary>
    private protected abstract string Description(IReadOnlyList<PlannedStart> plan);

    /// <summary>The same as a question to a person, who may see names.</summary>
    private protected virtual string Question(IReadOnlyList<PlannedStart> plan) => $"{Description(plan)} Continue?";

    private protected override void RequireValidParameters()
    {
        if (!Wait && Runtime.IsBoundExplicitly(nameof(Timeout)))
            throw Errors.ParameterInvalid(nameof(Timeout), "the cmdlet doesn't wait", "Add -Wait, or remove -Timeout.");
    }

    private protected override void Begin()
    {
        base.Begin();
        TimeSpan timeout = Seconds(0, nameof(Timeout), Timeout, Month);
        _pace = new(timeout > TimeSpan.Zero ? timeout : null, null);
    }

    private protected sealed override void End()
    {
        IReadOnlyList<PlannedStart> plan = Plan();
        if (plan.Count > 0 && Runtime.ShouldProcess(Description(plan), Question(plan)))
            Send(plan);
        if (Wait)
            WaitForRuns();
        if (PassThru)
            _mentions.Where(mention => mention.IsSettled).ToList().ForEach(mention => Runtime.Output(mention.Outcome));
        Dispatcher.Flush();
    }

    /// <summary>Adds something to start. Its outcome comes out in the order of the additions.</summary>
    private protected StartMention Mention(object? target, string? targetName, RunOutcome outcome)
    {
        StartMention mention = new(target, targetName, outcome);
        _mentions.Add(mention);
        return mention;
    }

    /// <summary>Reports that something isn't started, and why.</summary>
    private protected void Refuse(StartMention mention, LifecycleWorkflowsException failure)
    {
        mention.Settle(new(StartStatus.Failed, null, 0, TimeSpan.Zero, null, failure));
        Runtime.Error(new(failure, mention.Target, mention.TargetName));
    }

    private void Send(IReadOnlyList<PlannedStart> plan)
    {
        RunStarter starter = new(Client, Wait || PassThru, Dispatcher);
        try
        {
            foreach (
                (int index, StartResult result) in Dispatcher.Pull(
                    starter.StartAsync([.. plan.Select(each => each.Request)], Token)
                )
            )
                Settle(plan[index], result);
        }
        catch (Exception)
        {
            WarnOfStarted();
            throw;
        }
    }

    private void Settle(PlannedStart planned, StartResult result)
    {
        foreach (StartMention mention in planned.Mentions)
            mention.Settle(result);
        if (result.Failure is null)
            return;
        foreach (StartMention mention in planned.Mentions.Where(mention => !mention.Outcome.IsDuplicate))
            Runtime.Error(new(result.Failure, mention.Target, mention.TargetName));
    }

    /// <summary>Waits, and returns the runs unless the outcomes, which have them, are returned.</summary>
    private void WaitForRuns()
    {
        ILookup<string?, StartMention> started = _mentions
            .Where(mention =>
                mention.Outcome.Outcome is nameof(StartStatus.Started) or nameof(StartStatus.StartedAfterCheck)
            )
            .ToLookup(mention => mention.Outcome.RunId);
        foreach (StartMention unlisted in started[null])
        {
            string workflow = unlisted.Outcome.WorkflowDisplayName ?? unlisted.Outcome.WorkflowId ?? "";
            Runtime.Error(new(Errors.RunNotListed(workflow), unlisted.Target, unlisted.TargetName));
        }
        Run[] runs = [.. started.Where(group => group.Key is not null).Select(group => group.First().Outcome.Run!)];
        if (runs.Length == 0)
            return;
        Runtime.Tell(
            $"Waiting for {(runs.Length == 1 ? "the run" : $"{runs.Length} runs")}"
                + $" {string.Join(", ", runs.Select(run => run.Id))}. If you press Ctrl+C, {(runs.Length == 1 ? "it continues" : "they continue")}."
        );
        RunPoller poller = new(Client.Runs, _pace, TimeProvider.System, Dispatcher);
        foreach (RunWaitResult ended in Dispatcher.Pull(poller.EndedAsync(runs, Token)))
        {
            StartMention[] mentions = [.. started[ended.Run.Id]];
            foreach (StartMention mention in mentions)
                mention.Outcome.Run = ended.Run;
            if (ended.Failure is not null)
                Runtime.Error(new(ended.Failure, mentions[0].Target, ended.Run.Id));
            else if (!PassThru)
                Runtime.Output(ended.Run);
        }
    }

    /// <summary>What was started before the pipeline ended early must not go unaccounted.</summary>
    private void WarnOfStarted()
    {
        string[] started =
        [
            .. _mentions
                .Where(mention => mention.Outcome is { Attempts: > 0 } and not { Outcome: nameof(StartStatus.Failed) })
                .Select(mention => $"{mention.Outcome} ({mention.Outcome.Outcome})"),
        ];
        if (started.Length == 0)
            return;
        try
        {
            Runtime.Warning($"Requests that were already sent: {string.Join("; ", started)}.");
        }
        catch (Exception)
        {
            // A stopped pipeline, and one that stops at warnings, takes no more. The exception that ended it goes on.
        }
    }
}
