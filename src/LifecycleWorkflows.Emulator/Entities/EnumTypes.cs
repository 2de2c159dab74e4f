using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>The enumerations of the service, their members in the order of their values.</summary>
internal static class EnumTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    public static EnumType ProcessingStatus { get; } =
        new(Governance + "lifecycleWorkflowProcessingStatus", ProcessingStatusNames.All);

    public static EnumType WorkflowCategory { get; } =
        new(Governance + "lifecycleWorkflowCategory", ["joiner", "leaver", "unknownFutureValue", "mover"]);

    public static EnumType WorkflowExecutionType { get; } =
        new(
            Governance + "workflowExecutionType",
            ["scheduled", "onDemand", "unknownFutureValue", "activatedWithScope", "preview"]
        );

    public static EnumType RequestType { get; } =
        new(
            "microsoft.graph.accessPackageRequestType",
            [
                "notSpecified",
                "userAdd",
                "userUpdate",
                "userRemove",
                "adminAdd",
                "adminUpdate",
                "adminRemove",
                "systemAdd",
                "systemUpdate",
                "systemRemove",
                "onBehalfAdd",
                "unknownFutureValue",
                "approverRemove",
            ]
        );

    public static EnumType RequestState { get; } =
        new(
            "microsoft.graph.accessPackageRequestState",
            [
                "submitted",
                "pendingApproval",
                "delivering",
                "delivered",
                "deliveryFailed",
                "denied",
                "scheduled",
                "canceled",
                "partiallyDelivered",
                "unknownFutureValue",
            ]
        );

    public static EnumType CustomExtensionStage { get; } =
        new(
            "microsoft.graph.accessPackageCustomExtensionStage",
            [
                "assignmentRequestCreated",
                "assignmentRequestApproved",
                "assignmentRequestGranted",
                "assignmentRequestRemoved",
                "assignmentFourteenDaysBeforeExpiration",
                "assignmentOneDayBeforeExpiration",
                "unknownFutureValue",
            ]
        );

    public static EnumType CalloutInstanceStatus { get; } =
        new(
            "microsoft.graph.customExtensionCalloutInstanceStatus",
            [
                "calloutSent",
                "callbackReceived",
                "calloutFailed",
                "callbackTimedOut",
                "waitingForCallback",
                "unknownFutureValue",
            ]
        );
}
