namespace LifecycleWorkflows;

/// <summary>The values of Microsoft Graph's accessPackageRequestState.</summary>
internal static class AccessPackageRequestState
{
    public const string Submitted = "submitted";
    public const string PendingApproval = "pendingApproval";
    public const string Delivering = "delivering";
    public const string Delivered = "delivered";
    public const string DeliveryFailed = "deliveryFailed";
    public const string Denied = "denied";
    public const string Scheduled = "scheduled";
    public const string Canceled = "canceled";
    public const string PartiallyDelivered = "partiallyDelivered";

    public static readonly IReadOnlyList<string> Known =
    [
        Submitted,
        PendingApproval,
        Delivering,
        Delivered,
        DeliveryFailed,
        Denied,
        Scheduled,
        Canceled,
        PartiallyDelivered,
    ];

    public static bool CanChange(string state) =>
        state is not (Delivered or DeliveryFailed or Denied or Canceled or PartiallyDelivered);
}
