using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

internal static class ResumeTaskProcessingResult
{
    private const string DataType = "microsoft.graph.identityGovernance.customTaskExtensionCallbackData";
    private const string FailureReason = "The custom task extension reported that its operation failed.";

    public static GraphReply Invoke(GraphCall call, TaskProcessingResult result)
    {
        CallbackBody body = CallbackBody.Read(call.Request);
        body.RequireType(DataType, mayBeMissing: true);
        bool completed = ReadOperationStatus(body);

        // Assumption: Microsoft documents no answer for a result that does not wait.
        if (result.Status != ProcessingStatus.InProgress)
            throw GraphException.Conflict(
                $"The task processing result '{result.Id}' is {result.Status.WireName}: only one that is inProgress can be resumed."
            );

        result.AcceptedAnswers++;
        call.Answers.AddForTask(
            call.Request.Now,
            time =>
            {
                if (result.Status != ProcessingStatus.InProgress)
                    return;
                if (completed)
                    call.Tasks.Complete(result, time);
                else
                    call.Tasks.Fail(result, FailureReason, time);
            }
        );
        return GraphReply.NoContent;
    }

    // Assumption: any letter case is good. Microsoft's samples write Completed, its SDKs send completed.
    private static bool ReadOperationStatus(CallbackBody body)
    {
        string? status = body.Text("operationStatus");
        if (string.Equals(status, "completed", StringComparison.OrdinalIgnoreCase))
            return true;
        if (string.Equals(status, "failed", StringComparison.OrdinalIgnoreCase))
            return false;
        throw GraphException.BadRequest(
            status is null
                ? "The property 'operationStatus' of 'data' is required."
                : $"The value '{status}' of 'operationStatus' is not valid: it must be completed or failed."
        );
    }
}
