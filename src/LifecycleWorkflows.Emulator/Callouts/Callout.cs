using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>A call of the service to an extension. Whoever changes it holds the tenant.</summary>
internal sealed class Callout(CalloutKind kind, string extensionId, JsonElement body)
{
    public string Id { get; } = Guid.NewGuid().ToString();
    public CalloutKind Kind { get; } = kind;
    public string ExtensionId { get; } = extensionId;
    public JsonElement Body { get; } = body;
    public required CalloutRules Rules { get; init; }
    public required DateTime CreatedDateTime { get; init; }

    /// <summary>The id of the result or of the request that it is about; null for a connection test.</summary>
    public string? TargetId { get; init; }

    /// <summary>What has become of the result or of the request.</summary>
    public Func<string?> Outcome { get; init; } = () => null;

    public Action<DateTime> WhenTaken { get; init; } = _ => { };
    public Action<string, DateTime> WhenNotTaken { get; init; } = (_, _) => { };

    public Uri? Endpoint { get; set; }
    public CalloutStatus Status { get; set; }
    public int Attempts { get; set; }

    /// <summary>The status of the last answer; null if there was none.</summary>
    public int? StatusCode { get; set; }

    public string? FailureReason { get; set; }
}
