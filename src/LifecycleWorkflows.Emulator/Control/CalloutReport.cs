using System.Text.Json;
using LifecycleWorkflows.Emulator.Callouts;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>A callout as the log shows it.</summary>
internal sealed record CalloutReport(
    string Id,
    CalloutKind Kind,
    string ExtensionId,
    Uri? Endpoint,
    CalloutStatus Status,
    int Attempts,
    int? StatusCode,
    string? FailureReason,
    DateTime CreatedDateTime,
    string? TargetId,
    string? Outcome,
    JsonElement Body
)
{
    public static CalloutReport Of(Callout callout) =>
        new(
            callout.Id,
            callout.Kind,
            callout.ExtensionId,
            callout.Endpoint,
            callout.Status,
            callout.Attempts,
            callout.StatusCode,
            callout.FailureReason,
            callout.CreatedDateTime,
            callout.TargetId,
            callout.Outcome(),
            callout.Body
        );
}
