using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Actions;

internal static class ResumeAssignmentRequest
{
    private const string DataType = "microsoft.graph.accessPackageAssignmentRequestCallbackData";
    private const string ApprovalType = "microsoft.graph.assignmentRequestApprovalStageCallbackData";

    public static GraphReply Invoke(GraphCall call, AssignmentRequest request)
    {
        CallbackBody body = CallbackBody.Read(call.Request);
        string stage = body.Text("stage") ?? throw Missing("stage");
        bool isApproval = stage == CalloutInstance.DeterminingApproval;
        // Assumption: only beta has dynamic approval, and only its own type of data ends that stage.
        if (isApproval && call.Request.Version != GraphVersion.Beta)
            throw GraphException.BadRequest($"The value '{stage}' of 'stage' is not valid.");
        body.RequireType(isApproval ? ApprovalType : DataType, mayBeMissing: false);
        if (!isApproval && !EnumTypes.CustomExtensionStage.Contains(stage))
            throw GraphException.BadRequest($"The value '{stage}' of 'stage' is not valid.");
        if (isApproval && !body.HasObject("approvalStage"))
            throw Missing("approvalStage");
        (string state, string status) = isApproval
            ? ("pendingApproval", "PendingApproval")
            : Outcome(body.Text("state"));
        CalloutInstance instance = FindInstance(
            request,
            stage,
            body.Text("customExtensionStageInstanceId") ?? throw Missing("customExtensionStageInstanceId")
        );

        string? detail = body.Text("customExtensionStageInstanceDetail");
        instance.AcceptedAnswers++;
        call.Answers.AddForRequest(
            call.Request.Now,
            time =>
            {
                if (instance.Status != CalloutInstance.WaitingForCallback)
                    return;
                instance.Status = CalloutInstance.CallbackReceived;
                instance.Detail = detail;
                request.State = state;
                request.Status = status;
                request.CompletedDateTime = isApproval ? null : time;
            }
        );
        return GraphReply.NoContent;
    }

    // Assumption: a request that waits for no callback is refused as a bad request.
    private static CalloutInstance FindInstance(AssignmentRequest request, string stage, string instanceId)
    {
        if (!request.CalloutInstances.Any(instance => instance.Status == CalloutInstance.WaitingForCallback))
            throw GraphException.BadRequest($"The request '{request.Id}' is not waiting for a callback.");
        return request.CalloutInstances.FirstOrDefault(instance =>
                GuidText.IsSame(instance.Id, instanceId)
                && instance.Stage == stage
                && instance.Status == CalloutInstance.WaitingForCallback
            )
            ?? throw GraphException.BadRequest(
                $"No callback is expected for the custom extension stage instance '{instanceId}' at stage '{stage}'."
            );
    }

    // Assumption: delivery takes no time here, so a request that goes on is seen as delivered, never as delivering.
    private static (string State, string Status) Outcome(string? state)
    {
        if (state is null)
            return ("delivered", "Delivered");
        if (state.Equals("denied", StringComparison.OrdinalIgnoreCase))
            return ("denied", "Denied");
        if (state.Equals("canceled", StringComparison.OrdinalIgnoreCase))
            return ("canceled", "Canceled");
        throw GraphException.BadRequest($"The value '{state}' of 'state' is not valid: it must be Denied or Canceled.");
    }

    private static GraphException Missing(string property) =>
        GraphException.BadRequest($"The property '{property}' of 'data' is required.");
}
