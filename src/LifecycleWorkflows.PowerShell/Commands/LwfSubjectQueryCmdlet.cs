using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>A cmdlet that reads what workflows did for users.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfSubjectQueryCmdlet<T> : LwfActivityQueryCmdlet<T>
    where T : LifecycleResource
{
    private protected LwfSubjectQueryCmdlet()
    {
    }

    /// <summary>Only what was for this user, by sign-in name, id or object.</summary>
    [Parameter]
    [NameOrId(nameof(Resource.Id))]
    public NameOrId? Subject { get; set; }

    /// <summary>Whether something is about the user who was named. It takes the expanded subject.</summary>
    private protected Func<GraphObject, bool>? IsWantedUser => Subject is { IsId: false } ? Users.Named(Subject.Text) : null;

    private protected override Query Query => IsWantedUser is null
        ? base.Query
        : base.Query with { Keep = IsWantedUser, Expand = Users.Expand(base.Query.Expand) };

    private protected override IEnumerable<Condition?> Conditions =>
        [.. base.Conditions, Condition.EqualAny("subject/id", Subject is { IsId: true } ? [Subject.Text] : null)];

    /// <summary>Says that a list below a workflow shows no more than some days, unless somebody asked for a time.</summary>
    private protected void MentionWindow(string? runId)
    {
        if (string.IsNullOrEmpty(runId) && Since is null && Filter?.Contains("startedDateTime", StringComparison.OrdinalIgnoreCase) != true)
            Pipeline.Verbose("The service gives what began in the last seven days. -Since 30d gives all that it keeps.");
    }

    private protected override void Resolve()
    {
        base.Resolve();
        RequireUser(nameof(Subject), Subject);
    }
}
