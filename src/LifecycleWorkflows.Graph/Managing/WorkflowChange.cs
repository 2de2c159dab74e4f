using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;

namespace LifecycleWorkflows.Graph.Managing;

/// <summary>A change of a workflow: what it needs, what it does, and how to see that it was made.</summary>
/// <param name="Name">What is done, as in <c>Disable</c>.</param>
internal sealed record WorkflowChange(string Name)
{
    private const string Queued = "queued users are canceled";

    /// <summary>What is changed of the workflow, such as its schedule; null for the workflow itself.</summary>
    private string? Part { get; init; }

    /// <summary>Whether only a deleted workflow can be changed in this way.</summary>
    public bool OfDeleted { get; private init; }

    /// <summary>What to do if the workflow is deleted and must not be, or the other way round.</summary>
    public string Remedy { get; private init; } = "Restore it first with Restore-LwfWorkflow.";

    /// <summary>What else happens; null for nothing.</summary>
    private Func<Workflow, string?> Consequence { get; init; } = _ => null;

    /// <summary>Why the workflow can't be changed in this way; null if it can.</summary>
    public Func<Workflow, LifecycleWorkflowsException?> Objection { get; private init; } = _ => null;

    /// <summary>Whether there's nothing left to do.</summary>
    public Func<Workflow, bool> IsDone { get; private init; } = _ => false;

    /// <summary>What there's nothing to do about, as in <c>is already disabled</c>.</summary>
    public string DoneState { get; private init; } = "";

    /// <summary>Whether nothing is left of the workflow.</summary>
    public bool IsPermanent { get; private init; }

    /// <summary>Whether the workflow is among the deleted ones afterwards.</summary>
    public bool LeavesDeleted { get; private init; }

    /// <summary>The request, made anew for each time that it's sent.</summary>
    public Func<Workflows, Workflow, ResourcePath, GraphRequest> Request { get; private init; } = null!;

    public static readonly WorkflowChange Enable = Update("Enable", new() { IsEnabled = true }) with
    {
        DoneState = "is already enabled",
    };

    /// <summary>A disabled workflow has no schedule, so the schedule goes with it.</summary>
    public static readonly WorkflowChange Disable = new("Disable")
    {
        Consequence = workflow =>
            workflow.IsSchedulingEnabled == true ? $"{Queued}, and its schedule is disabled, too" : Queued,
        IsDone = workflow => workflow is { IsEnabled: false, IsSchedulingEnabled: not true },
        DoneState = "is already disabled",
        Request = (workflows, workflow, path) =>
            workflows.Update(
                path,
                new() { IsEnabled = false, IsSchedulingEnabled = workflow.IsSchedulingEnabled == true ? false : null }
            ),
    };

    public static readonly WorkflowChange EnableSchedule = Update("Enable", new() { IsSchedulingEnabled = true }) with
    {
        Part = "the schedule of ",
        DoneState = "is already scheduled",
        Objection = workflow => workflow.IsEnabled == true ? null : Errors.WorkflowDisabled(NameOf(workflow)),
    };

    public static readonly WorkflowChange DisableSchedule = Update(
        "Disable",
        new() { IsSchedulingEnabled = false }
    ) with
    {
        Part = "the schedule of ",
        Consequence = _ => Queued,
        DoneState = "isn't scheduled",
    };

    public static readonly WorkflowChange Remove = new("Remove")
    {
        Remedy = "To remove it permanently, use Remove-LwfWorkflow -Permanent.",
        Consequence = _ => $"{Queued}; it can be restored for 30 days",
        LeavesDeleted = true,
        Request = (workflows, _, path) => workflows.Delete(path),
    };

    public static readonly WorkflowChange RemovePermanently = new("Permanently remove")
    {
        OfDeleted = true,
        Remedy = "Remove it first without -Permanent.",
        Consequence = _ => "it can't be restored",
        IsPermanent = true,
        LeavesDeleted = true,
        Request = (workflows, _, path) => workflows.Delete(path),
    };

    public static readonly WorkflowChange Restore = new("Restore")
    {
        OfDeleted = true,
        Remedy = "There's nothing to restore. Get-LwfWorkflow -Deleted lists the deleted workflows.",
        Request = (workflows, _, path) => workflows.Restore(path),
    };

    public static readonly WorkflowChange ClearQuarantine = new("Clear")
    {
        Part = "the quarantine of ",
        IsDone = workflow => !workflow.IsQuarantined,
        DoneState = "isn't quarantined",
        Request = (workflows, _, path) => workflows.ClearQuarantine(path),
    };

    /// <summary>A new display name or description.</summary>
    public static WorkflowChange Set(WorkflowUpdate update)
    {
        string[] parts =
        [
            .. update.DisplayName is null ? Array.Empty<string>() : ["the display name"],
            .. update.Description is null ? Array.Empty<string>() : ["the description"],
        ];
        return Update("Change", update) with
        {
            Part = $"{string.Join(" and ", parts)} of ",
            Consequence = _ => update.DisplayName is { } name ? $"new display name '{name}'" : null,
        };
    }

    /// <summary>What a person calls a workflow.</summary>
    public static string NameOf(Workflow workflow) =>
        string.IsNullOrEmpty(workflow.DisplayName) ? workflow.Id : workflow.DisplayName;

    /// <summary>The change in a sentence without its full stop, with what else happens.</summary>
    public string Describe(Workflow workflow)
    {
        string consequence = Consequence(workflow) is { } text ? $" ({text})" : "";
        return $"{Name} {Part}the workflow '{NameOf(workflow)}'{consequence}";
    }

    /// <summary>The same as a question.</summary>
    public string Ask(Workflow workflow)
    {
        string consequence = Consequence(workflow) is { } text ? $" {char.ToUpperInvariant(text[0])}{text[1..]}." : "";
        string category = string.IsNullOrEmpty(workflow.Category) ? "" : $"{workflow.Category} ";
        return $"{Name} {Part}the {category}workflow '{NameOf(workflow)}'?{consequence}";
    }

    /// <summary>New values, which replace those that the workflow has.</summary>
    private static WorkflowChange Update(string name, WorkflowUpdate update) =>
        new(name)
        {
            IsDone = update.IsTrueOf,
            DoneState = "already has these values",
            Request = (workflows, _, path) => workflows.Update(path, update),
        };
}
