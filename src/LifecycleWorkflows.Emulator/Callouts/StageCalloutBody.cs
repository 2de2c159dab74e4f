using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>What entitlement management sends to a custom extension: flat, with capital letters.</summary>
internal static class StageCalloutBody
{
    public static JsonElement Of(
        AssignmentRequest request,
        CalloutInstance instance,
        string catalogId,
        TimeSpan? callbackWithin
    ) =>
        JsonSerializer.SerializeToElement(
            new
            {
                AccessPackageAssignmentRequestId = request.Id,
                CallbackUriPath = CallbackUriPath(request.Id),
                CustomExtensionStageInstanceId = instance.Id,
                Stage = Capital(instance.Stage),
                RequestType = Capital(request.RequestType),
                Answers = Array.Empty<object>(),
                State = Capital(request.State),
                request.Status,
                AccessPackage = new
                {
                    request.AccessPackage.Id,
                    request.AccessPackage.DisplayName,
                    request.AccessPackage.Description,
                },
                AccessPackageCatalog = new { Id = catalogId },
                Assignment = new { Id = request.AssignmentId, Target = Person(request.Requestor) },
                Requestor = Person(request.Requestor),
                CallbackConfiguration = callbackWithin is TimeSpan timeout
                    ? new { DurationBeforeTimeout = IsoDuration.Format(timeout) }
                    : null,
            }
        );

    // Assumption: ids are zeros, since there is no request.
    public static JsonElement OfConnectionTest() =>
        JsonSerializer.SerializeToElement(
            new
            {
                AccessPackageAssignmentRequestId = Guid.Empty,
                CallbackUriPath = CallbackUriPath(Guid.Empty.ToString()),
                CustomExtensionStageInstanceId = Guid.Empty,
                Stage = "CustomExtensionConnectionTest",
                Answers = Array.Empty<object>(),
                RequestType = default(object),
                State = default(object),
                Status = default(object),
                AccessPackage = default(object),
                AccessPackageCatalog = default(object),
                Assignment = default(object),
                Requestor = default(object),
                CallbackConfiguration = default(object),
            }
        );

    private static string CallbackUriPath(string requestId) =>
        $"/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/{Uri.EscapeDataString(requestId)}/resume";

    private static object Person(User user) =>
        new
        {
            user.Id,
            ObjectId = user.Id,
            user.DisplayName,
            Email = user.Mail,
            PrincipalName = user.UserPrincipalName,
        };

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
