using System.Management.Automation;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.PowerShell.Runtime;

/// <summary>An error as a value of our own, until the last moment.</summary>
/// <param name="Exception">What went wrong.</param>
/// <param name="Target">What was passed in.</param>
/// <param name="TargetName">
/// The id that stands for it in the error's text: the target's own text can hold anything.
/// </param>
internal sealed record CmdletError(LifecycleWorkflowsException Exception, object? Target, string? TargetName = null)
{
    public ErrorCategory Category =>
        Exception.Condition switch
        {
            InvalidRequest => ErrorCategory.InvalidArgument,
            AuthenticationFailed => ErrorCategory.AuthenticationError,
            PermissionDenied => ErrorCategory.PermissionDenied,
            NotFound => ErrorCategory.ObjectNotFound,
            Conflict or JournalMismatch => ErrorCategory.InvalidOperation,
            NotSupportedByService => ErrorCategory.NotImplemented,
            RequestTimeout or WaitTimeout => ErrorCategory.OperationTimeout,
            Throttled => ErrorCategory.LimitsExceeded,
            ServiceUnavailable => ErrorCategory.ResourceUnavailable,
            ConnectionFailed or NotConnected => ErrorCategory.ConnectionError,
            UnreadableResponse or InvalidCallout => ErrorCategory.InvalidData,
            UnsafeLink => ErrorCategory.SecurityError,
            _ => ErrorCategory.NotSpecified,
        };

    public ErrorRecord ToErrorRecord()
    {
        ErrorRecord record = new(Exception, Exception.Condition.ToString(), Category, Target)
        {
            ErrorDetails = new(Exception.Message) { RecommendedAction = Exception.RecommendedAction },
        };
        record.CategoryInfo.TargetName = TargetName ?? "";
        return record;
    }
}
