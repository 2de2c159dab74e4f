using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;
using Microsoft.OData.Edm;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>accessPackageAssignmentRequest, whose properties have other names in beta than in v1.0.</summary>
internal static class AssignmentRequestTypes
{
    private const string Name = "microsoft.graph.accessPackageAssignmentRequest";

    private static readonly EntityType<AccessPackage> AccessPackageType = new(
        "microsoft.graph.accessPackage",
        order: Order.By<AccessPackage>(package => package.Id)
    )
    {
        { "id", package => package.Id },
        { "description", package => package.Description },
        { "displayName", package => package.DisplayName },
    };

    private static readonly EntityType<User> SubjectType = new(
        "microsoft.graph.accessPackageSubject",
        order: Order.By<User>(user => user.Id)
    )
    {
        { "id", user => user.Id },
        { "displayName", user => user.DisplayName },
        { "email", user => user.Mail },
        { "objectId", user => user.Id },
        { "principalName", user => user.UserPrincipalName },
    };

    public static EntityType<Assignment> Assignment { get; } =
        new("microsoft.graph.accessPackageAssignment", order: Order.By<Assignment>(assignment => assignment.Id))
        {
            { "id", assignment => assignment.Id },
        };

    public static EntityType<AssignmentRequest> V1 { get; } =
        Type(
            ServiceModel.V1,
            state: "state",
            status: "status",
            completed: "completedDateTime",
            assignment: "assignment"
        );

    public static EntityType<AssignmentRequest> Beta { get; } =
        Type(
            ServiceModel.Beta,
            state: "requestState",
            status: "requestStatus",
            completed: "completedDate",
            assignment: "accessPackageAssignment"
        );

    private static EntityType<AssignmentRequest> Type(
        IEdmModel model,
        string state,
        string status,
        string completed,
        string assignment
    ) =>
        new(
            Name,
            model: model,
            order: Order.By<AssignmentRequest>(request => request.CreatedDateTime, request => request.Id)
        )
        {
            { "id", request => request.Id },
            { "answers", _ => Array.Empty<object>() },
            { completed, request => request.CompletedDateTime },
            { "createdDateTime", request => request.CreatedDateTime },
            { "customExtensionCalloutInstances", request => request.CalloutInstances.Select(Shown) },
            { "justification", request => request.Justification },
            { "requestType", request => request.RequestType },
            { "schedule", request => request.Schedule },
            { state, request => request.State },
            { status, request => request.Status },
            { "accessPackage", () => AccessPackageType, request => request.AccessPackage, NavigationForm.Omitted },
            { assignment, () => Assignment, request => new(request.AssignmentId, [request]), NavigationForm.Omitted },
            { "requestor", () => SubjectType, request => request.Requestor, NavigationForm.Omitted },
        };

    private static object Shown(CalloutInstance instance) =>
        new
        {
            instance.CustomExtensionId,
            instance.Detail,
            instance.ExternalCorrelationId,
            instance.Id,
            instance.Status,
        };
}
