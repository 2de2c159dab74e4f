namespace LifecycleWorkflows;

/// <summary>Reads the callout of an access package assignment request.</summary>
internal static class RequestCalloutReader
{
    /// <summary>Whether a callout only tests the connection, and isn't to be resumed.</summary>
    public static bool IsConnectionTest(CalloutObject data) =>
        Callout.ConnectionTestStage.Equals(data.Text(CalloutMembers.Stage), StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a callout that only tests the connection. All of its other properties are optional.</summary>
    public static Callout ReadConnectionTest(CalloutObject callout, CalloutObject data) =>
        Read(callout, data, path: null, data.Text(CalloutMembers.AccessPackageAssignmentRequestId));

    /// <param name="callout">The callout.</param>
    /// <param name="data">The object in it that has the properties.</param>
    /// <param name="path">The callback path; null if there's none.</param>
    /// <exception cref="LifecycleWorkflowsException">It can't be resumed.</exception>
    public static Callout Read(CalloutObject callout, CalloutObject data, CallbackPath? path)
    {
        string? id = data.Id(CalloutMembers.AccessPackageAssignmentRequestId);
        // Only such a path makes the ID of the assignment matter.
        bool isBelowAssignment = path?.Ids.AccessPackageAssignmentId is not null;
        string? assignmentId = isBelowAssignment ? data.Object(CalloutMembers.Assignment)?.Text("Id") : null;
        CalloutId.ThrowIfInconsistent(
            data,
            path,
            [
                new(
                    CalloutMembers.AccessPackageAssignmentRequestId,
                    nameof(Callout.AccessPackageAssignmentRequestId),
                    id,
                    IsRequired: true
                ),
                new("Assignment.Id", nameof(Callout.AccessPackageAssignmentId), assignmentId),
            ]
        );
        ThrowIfMissing(data, CalloutMembers.Stage);
        ThrowIfMissing(data, CalloutMembers.CustomExtensionStageInstanceId);
        return Read(callout, data, path, path?.Id ?? id);
    }

    private static Callout Read(CalloutObject callout, CalloutObject data, CallbackPath? path, string? id)
    {
        CalloutObject? accessPackage = data.InformingObject(CalloutMembers.AccessPackage);
        CalloutObject? target = data.InformingObject(CalloutMembers.Assignment)?.InformingObject("Target");
        CalloutObject? subject = target ?? data.InformingObject(CalloutMembers.Requestor);
        return new()
        {
            Kind = nameof(AccessPackageAssignmentRequest),
            CallbackUriPath = path is null ? null : data.Text(CalloutMembers.CallbackUriPath),
            Source = callout.InformingText(CalloutMembers.Source),
            Type = callout.InformingText(CalloutMembers.Type),
            AccessPackageAssignmentRequestId = id,
            Ids = path?.Ids ?? ResourceKey.None,
            Stage = data.Text(CalloutMembers.Stage),
            CustomExtensionStageInstanceId = data.Text(CalloutMembers.CustomExtensionStageInstanceId),
            RequestType = data.InformingText(CalloutMembers.RequestType),
            State = data.InformingText(CalloutMembers.State),
            Status = data.InformingText(CalloutMembers.Status),
            AccessPackageId = accessPackage?.InformingText("Id"),
            AccessPackageDisplayName = accessPackage?.InformingText("DisplayName"),
            Subject = subject?.ToSubject(),
            UnknownMembers = data.OtherMembers([.. CalloutMembers.OfRequest, .. CalloutMembers.RestOfRequest]),
        };
    }

    private static void ThrowIfMissing(CalloutObject data, string member)
    {
        if (data.Id(member) is null)
            throw Errors.CalloutInvalid($"'{data.PathOf(member)}' is missing");
    }
}
