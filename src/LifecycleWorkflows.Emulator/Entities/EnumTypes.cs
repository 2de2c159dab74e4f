using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>The enumerations whose members are checked in what comes from outside.</summary>
internal static class EnumTypes
{
    public static EnumType WorkflowCategory { get; } =
        EnumType.Of("microsoft.graph.identityGovernance.lifecycleWorkflowCategory");

    public static EnumType WorkflowExecutionType { get; } =
        EnumType.Of("microsoft.graph.identityGovernance.workflowExecutionType");

    public static EnumType ActivationTaskScope { get; } =
        EnumType.Of("microsoft.graph.identityGovernance.activationTaskScopeType");

    public static EnumType ActivationUserScope { get; } =
        EnumType.Of("microsoft.graph.identityGovernance.activationUserScopeType");

    public static EnumType QuarantineType { get; } = EnumType.Of("microsoft.graph.identityGovernance.quarantineType");

    public static EnumType RequestType { get; } = EnumType.Of("microsoft.graph.accessPackageRequestType");

    public static EnumType RequestState { get; } = EnumType.Of("microsoft.graph.accessPackageRequestState");

    public static EnumType CustomExtensionStage { get; } =
        EnumType.Of("microsoft.graph.accessPackageCustomExtensionStage");

    public static EnumType CalloutInstanceStatus { get; } =
        EnumType.Of("microsoft.graph.customExtensionCalloutInstanceStatus");
}
