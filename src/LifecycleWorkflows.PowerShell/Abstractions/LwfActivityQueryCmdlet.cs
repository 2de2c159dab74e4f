using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A cmdlet that reads what workflows did: it has a status and began at some time.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfActivityQueryCmdlet<T> : LwfWorkflowQueryCmdlet<T>
    where T : LifecycleResource
{
    private protected LwfActivityQueryCmdlet() { }

    /// <summary>Only what has one of these statuses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    public string[]? ProcessingStatus { get; set; }

    /// <summary>
    /// Only what began at this time or later: a date, or how long ago, such as 7d, 36h or a TimeSpan.
    /// </summary>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Since { get; set; }

    private protected override ODataQuery Query =>
        base.Query with
        {
            Conditions = [.. Conditions.OfType<FilterClause>()],
        };

    /// <summary>What the friendly filters ask for; null for those that were not given.</summary>
    private protected virtual IEnumerable<FilterClause?> Conditions =>
        [
            FilterClause.In(
                "processingStatus",
                ProcessingStatus
                    ?.Select(status =>
                        NormalizeValue(status, LifecycleWorkflows.ProcessingStatus.Known, nameof(ProcessingStatus))!
                    )
                    .ToArray()
            ),
            FilterClause.OnOrAfter("startedDateTime", Since),
        ];
}
