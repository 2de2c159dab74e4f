using System.Management.Automation;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads figures over a period of time: of a workflow, of one of its runs, or of the whole tenant.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSummary")]
[OutputType(
    typeof(RunSummary),
    typeof(UserSummary),
    typeof(TaskReportSummary),
    typeof(WorkflowsInsightsSummary),
    typeof(WorkflowsInsightsByCategory),
    typeof(TopWorkflowsInsightsSummary),
    typeof(TopTasksInsightsSummary)
)]
public sealed class GetLwfSummary : LwfServiceCmdlet, IWorkflowParameters
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(7);

    /// <summary>The workflow, by id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, id or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The run whose users are summed up.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>
    /// What to sum up: Runs, Users or TaskReports of a workflow; Workflows, Categories, TopWorkflows or TopTasks of the
    /// tenant.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SummaryKindCompleter))]
    public string? Of { get; set; }

    /// <summary>
    /// Where the period begins: a date, or how long ago, such as 30d or a TimeSpan; seven days ago unless given.
    /// </summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Where the period ends: a date, or how long ago; now unless given.</summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Until { get; set; }

    private protected override (string, string?) ItemId => ("", null);

    private protected override ResourceKey BoundKey => WorkflowKey with { RunId = RunId };

    private SummaryKind Kind
    {
        get
        {
            string name =
                Of
                ?? (
                    !string.IsNullOrEmpty(RunId) ? "Users"
                    : string.IsNullOrEmpty(BoundKey.WorkflowId) ? "Workflows"
                    : "Runs"
                );
            return Summaries.Kinds.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Errors.ParameterInvalid(
                    nameof(Of),
                    "there is no such summary",
                    $"Give -{nameof(Of)} one of {string.Join(", ", Summaries.Kinds.Select(kind => kind.Name))}."
                );
        }
    }

    private protected override void Process() =>
        ProcessItem(() =>
        {
            DateTimeOffset end = Until ?? DateTimeOffset.UtcNow;
            SummaryKind kind = Kind;
            foreach (
                Summary summary in Dispatcher.Wait(
                    Client.Summaries.GetAsync(
                        kind,
                        ResolvePath(kind.Collection),
                        Since ?? end - UsualPeriod,
                        end,
                        Dispatcher,
                        Token
                    )
                )
            )
                Runtime.Output(summary);
        });
}
