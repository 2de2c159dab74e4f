using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes known values. It isn't case-sensitive.</summary>
public abstract class FixedValueCompleter : IArgumentCompleter
{
    private protected FixedValueCompleter() { }

    private protected abstract IEnumerable<string> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        string word = wordToComplete.Trim('\'', '"');
        return Values
            .Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value));
    }
}

/// <summary>Completes the versions of Microsoft Graph.</summary>
public sealed class ApiVersionCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => ApiVersions.Known;
}

/// <summary>Completes the known processing statuses.</summary>
public sealed class ProcessingStatusCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => ProcessingStatus.Known;
}

/// <summary>Completes the clouds.</summary>
public sealed class EnvironmentCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => Cloud.All.Select(cloud => cloud.Name);
}

/// <summary>Completes where tokens are stored.</summary>
public sealed class ContextScopeCompleter : FixedValueCompleter
{
    internal const string Process = "Process";
    internal const string CurrentUser = "CurrentUser";

    private protected override IEnumerable<string> Values => [Process, CurrentUser];

    /// <exception cref="LifecycleWorkflowsException">The scope isn't known.</exception>
    internal static bool IsCurrentUser(string scope)
    {
        if (scope.Equals(CurrentUser, StringComparison.OrdinalIgnoreCase))
            return true;
        if (scope.Equals(Process, StringComparison.OrdinalIgnoreCase))
            return false;
        throw Errors.ParameterInvalid(
            "ContextScope",
            $"'{scope}' isn't a known scope",
            $"Specify {Process} or {CurrentUser}."
        );
    }
}

/// <summary>Completes the stages of an access package assignment request that can wait for a callback.</summary>
public sealed class StageCompleter : FixedValueCompleter
{
    internal static readonly IReadOnlyList<string> Stages =
    [
        "assignmentRequestCreated",
        "assignmentRequestApproved",
        "assignmentRequestGranted",
        "assignmentRequestRemoved",
    ];

    private protected override IEnumerable<string> Values => Stages;
}

/// <summary>Completes the stages of callouts.</summary>
public sealed class CalloutStageCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => [.. StageCompleter.Stages, Callout.ConnectionTestStage];
}

/// <summary>Completes the permissions that cmdlets need.</summary>
public sealed class ScopeCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values =>
        CmdletPermissions
            .All.SelectMany(need => need.Permissions)
            .SelectMany(CmdletPermissions.Parts)
            .Distinct()
            .Order(StringComparer.Ordinal);
}

/// <summary>Completes common durations.</summary>
public sealed class DurationCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => ["1h", "12h", "1d", "7d", "30d"];
}

/// <summary>Completes the states of an access package assignment request.</summary>
public sealed class RequestStateCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => AccessPackageRequestState.Known;
}

/// <summary>Completes the known statuses of an access package assignment request.</summary>
public sealed class RequestStatusCompleter : FixedValueCompleter
{
    internal static readonly IReadOnlyList<string> Statuses =
    [
        "WaitingForCallback",
        "PendingApproval",
        "Delivering",
        "Delivered",
        "Denied",
        "Canceled",
    ];

    private protected override IEnumerable<string> Values => Statuses;
}

/// <summary>Completes the types of summaries.</summary>
public sealed class SummaryKindCompleter : FixedValueCompleter
{
    private protected override IEnumerable<string> Values => Summaries.Kinds.Select(kind => kind.Name);
}

/// <summary>Completes the states that a callback can set for an access package assignment request.</summary>
public sealed class StateCompleter : FixedValueCompleter
{
    internal static readonly IReadOnlyList<string> States = ["Denied", "Canceled"];

    private protected override IEnumerable<string> Values => States;
}
