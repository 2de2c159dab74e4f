using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>A new assignment request that has reached a stage at which a custom extension is called.</summary>
internal sealed record AssignmentRequestOrder
{
    private static readonly string[] StagesThatWait =
    [
        "assignmentRequestCreated",
        "assignmentRequestApproved",
        "assignmentRequestGranted",
        "assignmentRequestRemoved",
        CalloutInstance.DeterminingApproval,
    ];

    /// <summary>The id of a user.</summary>
    public required string Requestor { get; init; }

    public required string CustomExtensionId { get; init; }
    public string Stage { get; set; } = "assignmentRequestCreated";
    public string RequestType { get; set; } = "userAdd";
    public string? Justification { get; set; }
    public string? AccessPackageId { get; set; }
    public string AccessPackageName { get; set; } = "Sales and Marketing";
    public string? CatalogId { get; set; }

    /// <summary>Whether the request goes on only when the extension has answered.</summary>
    public bool WaitForCallback { get; set; } = true;

    /// <summary>How long the extension has to answer, as an ISO 8601 duration.</summary>
    public string TimeoutDuration { get; set; } = "P14D";

    /// <summary>How long the extension has to take the callout.</summary>
    public int TimeoutInMilliseconds { get; set; } = 1000;

    public int MaximumRetries { get; set; } = 1;

    // Before an expiration nothing is waited for.
    private bool Waits => WaitForCallback && StagesThatWait.Contains(Stage);

    public CalloutRules Rules()
    {
        if (TimeoutInMilliseconds < 1 || MaximumRetries < 0)
            throw ControlException.BadRequest(
                "timeoutInMilliseconds must be at least 1, and maximumRetries must not be negative."
            );
        return new(
            TimeSpan.FromMilliseconds(TimeoutInMilliseconds),
            MaximumRetries,
            Waits
                ? CalloutRules.ParseCallback(TimeoutDuration)
                    ?? throw ControlException.BadRequest($"'{TimeoutDuration}' is no ISO 8601 duration such as P14D.")
                : null
        );
    }

    public AssignmentRequest Build(Tenant tenant, DateTime now)
    {
        bool isStage = EnumTypes.CustomExtensionStage.Contains(Stage) || Stage == CalloutInstance.DeterminingApproval;
        if (!isStage || !EnumTypes.RequestType.Contains(RequestType))
            throw ControlException.BadRequest($"There is no stage '{Stage}', or no request type '{RequestType}'.");
        return new(NewId())
        {
            RequestType = RequestType,
            State = Waits ? WaitingState() : "delivered",
            Status = Waits ? "WaitingForCallback" : "Delivered",
            Justification = Justification,
            CreatedDateTime = now,
            CompletedDateTime = Waits ? null : now,
            Requestor =
                tenant.FindUser(Requestor) ?? throw ControlException.NotFound($"There is no user '{Requestor}'."),
            AccessPackage = new() { Id = AccessPackageId ?? NewId(), DisplayName = AccessPackageName },
            AssignmentId = NewId(),
            CalloutInstances =
            [
                new(NewId())
                {
                    Stage = Stage,
                    Status = Waits ? CalloutInstance.WaitingForCallback : CalloutInstance.CalloutSent,
                    CustomExtensionId = CustomExtensionId,
                    ExternalCorrelationId = NewId(),
                },
            ],
        };
    }

    private string WaitingState() =>
        Stage is "assignmentRequestCreated" or "assignmentRequestApproved" or CalloutInstance.DeterminingApproval
            ? "submitted"
            : "delivering";

    private static string NewId() => Guid.NewGuid().ToString();
}
