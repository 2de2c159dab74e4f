using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;
using LifecycleWorkflows.Reports;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Writes a report about workflows in a period, and about pending tasks, to a self-contained HTML file.
/// </summary>
[Cmdlet(VerbsData.Export, "LwfReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[GraphPermission(
    nameof(GraphOperation.ReadWorkflows),
    nameof(GraphOperation.ReadRuns),
    nameof(GraphOperation.ReadTaskReports),
    nameof(GraphOperation.ReadTaskProcessingResults)
)]
[GraphPermission(nameof(GraphOperation.ReadCustomTaskExtensions), For = "Due times")]
[OutputType(typeof(FileInfo))]
public sealed class ExportLwfReport : LwfServiceCmdlet, IWorkflowParameters
{
    private readonly List<Workflow> _workflows = [];
    private readonly List<string> _gaps = [];
    private ReportFile _file = null!;

    /// <summary>The path of the file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyString]
    public string Path { get; set; } = "";

    /// <summary>The ID of the workflow to report on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow to report on, by name, ID, or object.</summary>
    [Parameter]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>Whether to use deleted workflows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>
    /// The start of the period: a date, or a duration before now such as 30d. The default is seven days before the end.
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

    /// <summary>The title of the report.</summary>
    [Parameter]
    public string Title { get; set; } = "Lifecycle workflows";

    /// <summary>Doesn't overwrite an existing file.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Overwrites a read-only file.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Force { get; set; }

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = Defaults.ThrottleLimit;

    /// <summary>Returns the file.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    private protected override (string Parameter, string? Value) ItemId => (nameof(WorkflowId), WorkflowKey.WorkflowId);

    private protected override ResourceKey BoundKey => new() { Deleted = WorkflowKey.Deleted };

    private protected override void ResolveNames()
    {
        RequireAtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _file = ReportFile.At(Runtime.FilePath(nameof(Path), Path), NoClobber, Force);
        base.ResolveNames();
    }

    /// <summary>Whether the report is about specified workflows, also when none of them exists.</summary>
    private bool IsOfSome => Runtime.ExpectingInput || HasTypedItemId;

    private protected override void Process()
    {
        try
        {
            RequireValidInput();
            AddWorkflow();
        }
        catch (LifecycleWorkflowsException failure)
        {
            _gaps.Add(failure.Message);
            Runtime.Error(Error(failure));
        }
    }

    private void AddWorkflow()
    {
        ResourcePath place = ResolvePath(ResourceCollection.Workflows);
        if (string.IsNullOrEmpty(ItemId.Value))
            return;
        _workflows.Add(
            InputObject?.BaseObject is Workflow workflow && workflow.Id == ItemId.Value
                ? workflow
                : Dispatcher.Wait(
                    Client.Workflows.GetAsync(place, ItemId.Parameter, ItemId.Value, ODataQuery.All, Dispatcher, Token)
                )
        );
    }

    private protected override void End()
    {
        DateTimeOffset to = Until ?? DateTimeOffset.UtcNow;
        DateTimeOffset from = Since ?? to - Defaults.Period;
        if (from >= to)
            throw Errors.ParameterInvalid(
                nameof(Since),
                "the period ends before it starts",
                "For -Since, specify a time that is earlier than -Until."
            );
        if (
            (_workflows.Count == 0 && IsOfSome)
            || !Runtime.ShouldProcess($"Write the report {_file.Path}", $"Write the report {_file.Path}?")
        )
            return;

        _file.RequireWritable();
        Dispatcher.Wait(_file.WriteAsync(ReportPage.Of(Read(from, to)), Token));
        if (PassThru)
            Runtime.Output(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true).Single());
    }

    private Report Read(DateTimeOffset from, DateTimeOffset to)
    {
        ResourcePath all = ResolvePath(ResourceCollection.Workflows, ExplicitKey, ExplicitKey);
        List<WorkflowReport> workflows = [];
        List<PendingTask> waiting = [];
        Read(
            new ReportReader(Client).ReadAsync(
                IsOfSome
                    ? ParallelReading.ToAsyncEnumerable(_workflows)
                    : Client.Workflows.ListAsync(all, ODataQuery.All, Dispatcher, Token),
                from,
                to,
                ThrottleLimit,
                Dispatcher,
                Token
            ),
            workflows
        );
        IAsyncEnumerable<ItemResult<SearchScope>> scopes = ParallelReading.ToAsyncEnumerable(
            workflows.Select(each => new ItemResult<SearchScope>(PendingTaskSearch.ScopeOf(each.Workflow), null))
        );
        Read(
            new PendingTaskSearch(Client).FindAsync(
                scopes,
                ThrottleLimit,
                new CallbackDeadlines(Client, DefaultVersion, Dispatcher, Token),
                [],
                Dispatcher,
                Token
            ),
            waiting
        );
        return new()
        {
            Title = Title,
            From = from,
            To = to,
            TenantId = GraphConnection.TenantId,
            Workflows = workflows,
            Waiting = waiting,
            Gaps = _gaps,
        };
    }

    private void Read<T>(IAsyncEnumerable<ItemResult<T>> items, List<T> found)
        where T : class
    {
        foreach (ItemResult<T> each in Dispatcher.Pull(items))
        {
            if (each.Item is not null)
                found.Add(each.Item);
            else
                NoteGap(each.Failure!);
        }
    }

    private void NoteGap(LifecycleWorkflowsException failure)
    {
        _gaps.Add(failure.Message);
        Runtime.Error(new(failure, null));
    }
}
