using System.Text.Json.Serialization;
using LifecycleWorkflows.Emulator.Faults;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>What can change while the emulator runs; null leaves a setting as it is.</summary>
internal sealed record SettingsPatch
{
    public int? LatencyMilliseconds { get; set; }
    public int? PageSize { get; set; }
    public PagingMode? Paging { get; set; }
    public bool? RefuseCreation { get; set; }
}

/// <summary>How much data to add.</summary>
internal sealed record GenerateRequest
{
    public int Workflows { get; set; } = 1;

    /// <summary>In each workflow.</summary>
    public int Runs { get; set; } = 1;

    /// <summary>In each run.</summary>
    public int Users { get; set; } = 1;

    public int TasksPerUser { get; set; } = 1;

    /// <summary>The last task of each user waits for a callback.</summary>
    public bool Waiting { get; set; }

    /// <summary>The workflows are deleted ones.</summary>
    public bool Deleted { get; set; }

    /// <summary>The status of every result that does not wait.</summary>
    public string Status { get; set; } = "completed";
}

internal sealed record FailTaskRequest
{
    public required string TaskProcessingResultId { get; init; }
    public string FailureReason { get; set; } = "The task was failed through the control surface of the emulator.";
}

internal sealed record ControlError(string Error);

internal sealed record ActiveRequests(int Active);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<RecordedRequest>))]
[JsonSerializable(typeof(SettingsPatch))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(FailTaskRequest))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(ActiveRequests))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
