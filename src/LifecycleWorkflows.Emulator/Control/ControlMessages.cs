using System.Text.Json.Serialization;
using LifecycleWorkflows.Emulator.Callouts;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.SignIn;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>What can change while the emulator runs; null leaves a setting as it is.</summary>
internal sealed record SettingsPatch
{
    public int? LatencyMilliseconds { get; set; }
    public int? PageSize { get; set; }
    public PagingMode? Paging { get; set; }
    public bool? RefuseCreation { get; set; }
    public bool? RequireJwt { get; set; }

    /// <summary>0 sets no limit.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>An ISO 8601 duration.</summary>
    public string? ClockOffset { get; set; }

    /// <summary>An ISO 8601 duration.</summary>
    public string? TaskDuration { get; set; }

    /// <summary>How long an accepted answer to a task stays without effect.</summary>
    public DelayRange? TaskAnswerDelay { get; set; }

    /// <summary>How long an accepted answer to an assignment request stays without effect.</summary>
    public DelayRange? RequestAnswerDelay { get; set; }

    /// <summary>What the person does who is asked to sign in.</summary>
    public SignInOutcome? SignInOutcome { get; set; }

    /// <summary>Who that is: an id or a user principal name; empty for the first user.</summary>
    public string? SignInUser { get; set; }

    /// <summary>How often an app asks in vain before the code of a device is entered.</summary>
    public int? DeviceCodePolls { get; set; }
}

/// <summary>A time between two ISO 8601 durations.</summary>
internal sealed record DelayRange
{
    public string Minimum { get; set; } = "PT0S";

    /// <summary>The minimum unless given.</summary>
    public string? Maximum { get; set; }

    /// <summary>The same one gives the same times again.</summary>
    public int Seed { get; set; }
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

/// <summary>Who is called in place of a Logic App: for one extension, or for all that nobody is named for.</summary>
/// <param name="ExtensionId">The id of the extension; null for all others.</param>
/// <param name="Url">An address on loopback; null for nobody.</param>
internal sealed record CalloutEndpoint(string? ExtensionId = null, string? Url = null);

internal sealed record ConnectionTestOrder
{
    public required string CustomExtensionId { get; init; }

    /// <summary>How long the extension has to take the callout.</summary>
    public int TimeoutInMilliseconds { get; set; } = 1000;

    public int MaximumRetries { get; set; } = 1;
}

/// <summary>The ids of a new assignment request.</summary>
internal sealed record PlacedRequest(
    string AccessPackageAssignmentRequestId,
    string CustomExtensionStageInstanceId,
    string CalloutId
);

internal sealed record PlacedTest(string CalloutId);

/// <summary>An app that can sign in; what is not given is made up.</summary>
internal sealed record AppRegistration
{
    public string? AppId { get; set; }
    public string? ClientSecret { get; set; }
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>The public halves, as PEM text.</summary>
    public IReadOnlyList<string> Certificates { get; set; } = [];

    public IReadOnlyList<SeedFederatedCredential> FederatedCredentials { get; set; } = [];
    public bool ManagedIdentity { get; set; }
    public string? ObjectId { get; set; }
    public string? ResourceId { get; set; }
}

internal sealed record IssuedToken(string AccessToken, string TokenType, DateTimeOffset ExpiresOn);

/// <summary>
/// A fault that is armed: how many requests matched, how often it happened and still will; null is without end.
/// </summary>
internal sealed record FaultReport(Fault Fault, int Matched, int Happened, int? Remaining);

internal sealed record ControlError(string Error);

internal sealed record ActiveRequests(int Active);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    Converters = [
        typeof(CamelCaseEnumConverter<PagingMode>),
        typeof(CamelCaseEnumConverter<FaultKind>),
        typeof(CamelCaseEnumConverter<CalloutKind>),
        typeof(CamelCaseEnumConverter<CalloutStatus>),
        typeof(CamelCaseEnumConverter<SignInOutcome>),
    ],
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(IReadOnlyList<RecordedRequest>))]
[JsonSerializable(typeof(SettingsPatch))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(FailTaskRequest))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IEnumerable<FaultReport>))]
[JsonSerializable(typeof(IEnumerable<CalloutReport>))]
[JsonSerializable(typeof(IReadOnlyList<RecordedSignIn>))]
[JsonSerializable(
    typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>),
    TypeInfoPropertyName = "ManagedIdentityVariables"
)]
[JsonSerializable(typeof(CalloutEndpoint))]
[JsonSerializable(typeof(IEnumerable<CalloutEndpoint>))]
[JsonSerializable(typeof(AssignmentRequestOrder))]
[JsonSerializable(typeof(ConnectionTestOrder))]
[JsonSerializable(typeof(PlacedRequest))]
[JsonSerializable(typeof(PlacedTest))]
[JsonSerializable(typeof(TokenOrder))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(AppRegistration))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(ActiveRequests))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
