using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A cmdlet that reads what workflows did for users.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfSubjectQueryCmdlet<T> : LwfActivityQueryCmdlet<T>
    where T : LifecycleResource
{
    private protected LwfSubjectQueryCmdlet() { }

    /// <summary>Only what was for this user, by sign-in name, id or object.</summary>
    [Parameter]
    [NameOrId(nameof(Resource.Id))]
    public NameOrId? Subject { get; set; }

    private protected override IEnumerable<FilterClause?> Conditions =>
        [
            .. base.Conditions,
            Subject switch
            {
                null => null,
                { IsId: true } => FilterClause.IdEqual("subject/id", Subject.Text),
                _ => FilterClause.UserNamed(Subject.Text),
            },
        ];

    /// <summary>The user who was asked for; null when it was about nobody in particular.</summary>
    private protected virtual string? Wanted => Subject?.Text;

    /// <summary>
    /// Says that a list below a workflow shows no more than some days, unless somebody asked for a time.
    /// </summary>
    private protected void WriteDefaultPeriod(string? runId)
    {
        if (
            string.IsNullOrEmpty(runId)
            && Since is null
            && Filter?.Contains("startedDateTime", StringComparison.OrdinalIgnoreCase) != true
        )
            Runtime.Verbose("The service gives what began in the last seven days. -Since 30d gives all that it keeps.");
    }

    private protected override void ResolveNames()
    {
        base.ResolveNames();
        RequireUser(nameof(Subject), Subject);
    }

    private protected override void End()
    {
        if (Wanted is not null && HasReadInVain)
            Runtime.Warning($"Nothing that was read is for the user '{Wanted}'.");
    }
}
