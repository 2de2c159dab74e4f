using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>accessPackageAssignmentRequest, whose properties have other names in beta than in v1.0.</summary>
internal static class AssignmentRequestTypes
{
    private const string Name = "microsoft.graph.accessPackageAssignmentRequest";

    private static readonly EntityType<AccessPackage> AccessPackageType = new(
        "microsoft.graph.accessPackage",
        [
            new StringProperty<AccessPackage>("id", package => package.Id),
            new StringProperty<AccessPackage>("description", package => package.Description),
            new StringProperty<AccessPackage>("displayName", package => package.DisplayName),
        ]
    )
    {
        DefaultOrder = Order.By<AccessPackage>(package => package.Id),
    };

    private static readonly EntityType<User> SubjectType = new(
        "microsoft.graph.accessPackageSubject",
        [
            new StringProperty<User>("id", user => user.Id),
            new StringProperty<User>("displayName", user => user.DisplayName),
            new StringProperty<User>("email", user => user.Mail),
            new StringProperty<User>("objectId", user => user.Id),
            new StringProperty<User>("principalName", user => user.UserPrincipalName),
        ]
    )
    {
        DefaultOrder = Order.By<User>(user => user.Id),
    };

    public static EntityType<Assignment> Assignment { get; } =
        new(
            "microsoft.graph.accessPackageAssignment",
            [new StringProperty<Assignment>("id", assignment => assignment.Id)]
        )
        {
            DefaultOrder = Order.By<Assignment>(assignment => assignment.Id),
        };

    public static EntityType<AssignmentRequest> V1 { get; } =
        Type(state: "state", status: "status", completed: "completedDateTime", assignment: "assignment");

    public static EntityType<AssignmentRequest> Beta { get; } =
        Type(
            state: "requestState",
            status: "requestStatus",
            completed: "completedDate",
            assignment: "accessPackageAssignment"
        );

    private static EntityType<AssignmentRequest> Type(
        string state,
        string status,
        string completed,
        string assignment
    ) =>
        new(
            Name,
            [
                new StringProperty<AssignmentRequest>("id", request => request.Id),
                new ComplexProperty<AssignmentRequest>("answers", (writer, _) => ComplexValues.WriteEmptyArray(writer)),
                new DateProperty<AssignmentRequest>(completed, request => request.CompletedDateTime),
                new DateProperty<AssignmentRequest>("createdDateTime", request => request.CreatedDateTime),
                new ComplexProperty<AssignmentRequest>(
                    "customExtensionCalloutInstances",
                    (writer, request) => ComplexValues.Write(writer, request.CalloutInstances)
                ),
                new StringProperty<AssignmentRequest>("justification", request => request.Justification),
                new EnumProperty<AssignmentRequest>(
                    "requestType",
                    EnumTypes.RequestType,
                    request => request.RequestType
                ),
                new ComplexProperty<AssignmentRequest>(
                    "schedule",
                    (writer, request) => ComplexValues.Write(writer, request.Schedule)
                ),
                new EnumProperty<AssignmentRequest>(state, EnumTypes.RequestState, request => request.State),
                new StringProperty<AssignmentRequest>(status, request => request.Status),
                new ReferenceNavigation<AssignmentRequest, AccessPackage>(
                    "accessPackage",
                    AccessPackageType,
                    request => request.AccessPackage,
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<AssignmentRequest, Assignment>(
                    assignment,
                    Assignment,
                    request => new(request.AssignmentId, [request]),
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<AssignmentRequest, User>(
                    "requestor",
                    SubjectType,
                    request => request.Requestor,
                    NavigationForm.Omitted
                ),
            ]
        )
        {
            DefaultOrder = Order.By<AssignmentRequest>(request => request.CreatedDateTime, request => request.Id),
        };
}
