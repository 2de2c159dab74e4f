using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets run, user, and task statistics for a period.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSummary")]
[GraphPermission(nameof(GraphOperation.ReadSummaries))]
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
    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The ID of the run whose users are counted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>Whether the workflow is deleted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>
    /// The type of the summary: Runs, Users, or TaskReports of a workflow; Workflows, Categories, TopWorkflows, or
    /// TopTasks of the tenant.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SummaryKindCompleter))]
    public string? Of { get; set; }

    /// <summary>
    /// The start of the period: a date, or a duration before now such as 30d or a TimeSpan. The default is seven days
    /// ago.
    /// </summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The end of the period: a date, or a duration before now. The default is now.</summary>
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
                    "it isn't a known type of summary",
                    $"For -{nameof(Of)}, specify one of these types: "
                        + $"{string.Join(", ", Summaries.Kinds.Select(kind => kind.Name))}."
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
                        Since ?? end - Defaults.Period,
                        end,
                        Dispatcher,
                        Token
                    )
                )
            )
                Runtime.Output(summary);
        });
}
