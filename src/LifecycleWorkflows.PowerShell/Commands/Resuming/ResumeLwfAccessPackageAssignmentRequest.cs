using System.Collections;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Resumes access package assignment requests that wait for a callback.</summary>
[Cmdlet(
    VerbsLifecycle.Resume,
    "LwfAccessPackageAssignmentRequest",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium
)]
[GraphPermission(nameof(GraphOperation.ResumeAssignmentRequest))]
[OutputType(typeof(ResumeOutcome))]
public sealed class ResumeLwfAccessPackageAssignmentRequest : LwfResumeCmdlet
{
    private static readonly string[] DataTypes =
    [
        AssignmentRequestCallbackData.UsualDataType,
        AssignmentRequestCallbackData.ApprovalDataType,
    ];

    private static readonly HashSet<string> OwnMembers = new(
        [
            nameof(Stage),
            nameof(State),
            nameof(CustomExtensionStageInstanceId),
            nameof(CustomExtensionStageInstanceDetail),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private const string TypePrefix = "microsoft.graph.accessPackageCustomExtensionStage.";
    private const string DataType = "@odata.type";
    private const string ApprovalStage = "approvalStage";

    /// <summary>The ID of the request to resume.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>The ID of the assignment that the request is about. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? AccessPackageAssignmentId { get; set; }

    /// <summary>The stage that waits for the callback, such as assignmentRequestCreated.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageCompleter))]
    public string? Stage { get; set; }

    /// <summary>The ID of the callout, from the callout.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? CustomExtensionStageInstanceId { get; set; }

    /// <summary>A text that requestors and reviewers can see.</summary>
    [Parameter]
    public string? CustomExtensionStageInstanceDetail { get; set; }

    /// <summary>Denied or Canceled ends the request. Without it, the request continues.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string? State { get; set; }

    /// <summary>Accepts a -State that this module doesn't know.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter AllowUnknownState { get; set; }

    /// <summary>
    /// Additional members of the callback data: approvalStage, which says who approves, and members that this module
    /// doesn't know.
    /// </summary>
    [Parameter]
    public IDictionary? Data { get; set; }

    private protected override (string, string?) ItemId =>
        (nameof(AccessPackageAssignmentRequestId), AccessPackageAssignmentRequestId);

    private protected override ResourceKey BoundKey => new() { AccessPackageAssignmentId = AccessPackageAssignmentId };

    private protected override ResourceCollection Collection => ResourceCollection.AssignmentRequests;

    private protected override string CmdletOfOrigin => "ConvertFrom-LwfCallout";

    private protected override string ItemOfOtherKind => nameof(Callout.TaskProcessingResultId);

    private protected override bool IsConnectionTest =>
        base.IsConnectionTest || Callout.ConnectionTestStage.Equals(Stage, StringComparison.OrdinalIgnoreCase);

    private protected override string DefaultVersion =>
        IsApproval && !Runtime.IsBoundExplicitly(nameof(ApiVersion)) ? ApiVersions.Beta : base.DefaultVersion;

    private bool IsApproval => GetDataType() == AssignmentRequestCallbackData.ApprovalDataType;

    private protected override void RequireValidParameters()
    {
        GetDataType();
        if (
            State is not null
            && !AllowUnknownState
            && !StateCompleter.States.Contains(State, StringComparer.OrdinalIgnoreCase)
        )
            throw Errors.StateUnknown(State, StateCompleter.States);
    }

    private protected override ResumeProposal CreateProposal(ResourcePath collection, string id)
    {
        RequireOwnState();
        string? stage = NormalizeValue(Stage, StageCompleter.Stages, nameof(Stage));
        AssignmentRequestCallbackData answer = new(EffectiveSource, GetCallbackType(stage))
        {
            DataType = GetDataType(),
            Stage = stage,
            CustomExtensionStageInstanceId = CustomExtensionStageInstanceId,
            CustomExtensionStageInstanceDetail = CustomExtensionStageInstanceDetail,
            State = NormalizeValue(State, StateCompleter.States, nameof(State)),
            Data = [.. Members()],
        };
        ResourcePath item = collection.Item(nameof(AccessPackageAssignmentRequestId), id);
        string action = $"Resume {item} at {stage ?? Type}{(State is null ? "" : " as " + State)}";
        return new(action, $"{action}?", Client.AssignmentRequests.Answer(collection, id, answer));
    }

    private protected override ResumeOutcome CreateOutcome(ResourceKey ids, string? id, string apiVersion) =>
        new()
        {
            AccessPackageAssignmentRequestId = id,
            OperationStatus = State ?? Stage ?? "",
            ApiVersion = apiVersion,
        };

    private string GetCallbackType(string? stage)
    {
        // The service has no type for the stage that determines who approves.
        string? named = stage == StageCompleter.DeterminingApproval ? StageCompleter.Created : stage;
        string type = EffectiveType(string.IsNullOrEmpty(named) ? "" : TypePrefix + named);
        if (type.Length == 0)
            throw Errors.StageMissing(StageCompleter.Stages);
        return type;
    }

    /// <summary>The type of the data: the one in -Data, or the one that goes with the members in it.</summary>
    private string GetDataType()
    {
        KeyValuePair<string, object?>[] members = [.. NameValuePairs.Of(Data ?? new Hashtable())!];
        KeyValuePair<string, object?> own = Array.Find(members, member => Is(member, DataType));
        if (own.Key is null)
            return Array.Exists(members, member => Is(member, ApprovalStage))
                ? AssignmentRequestCallbackData.ApprovalDataType
                : AssignmentRequestCallbackData.UsualDataType;
        string type = "#" + own.Value?.ToString()?.TrimStart('#');
        string? known = Array.Find(DataTypes, each => each.Equals(type, StringComparison.OrdinalIgnoreCase));
        if (known is null)
            throw Errors.ParameterInvalid(
                nameof(Data),
                $"its {DataType} isn't a type of callback data",
                $"Use one of these types, or leave it out: {string.Join(", ", DataTypes)}."
            );
        return known;
    }

    private static bool Is(KeyValuePair<string, object?> member, string name) =>
        name.Equals(member.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Refuses an object with the state of a callback. -State doesn't bind from the pipeline, because the objects of this
    /// module contain the state of the request; without it, the request would continue.
    /// </summary>
    private void RequireOwnState()
    {
        if (State is not null || IsOwnObject || ObjectOrigin.Text(InputObject, nameof(State)) is not { } state)
            return;
        bool isOfRequest = AccessPackageRequestState
            .Known.Except(StateCompleter.States, StringComparer.OrdinalIgnoreCase)
            .Contains(state.Trim(), StringComparer.OrdinalIgnoreCase);
        if (!string.IsNullOrWhiteSpace(state) && !isOfRequest)
            throw Errors.StateNotBound(state);
    }

    private IEnumerable<KeyValuePair<string, string>> Members()
    {
        if (Data is null)
            yield break;
        foreach ((string name, object? value) in NameValuePairs.Of(Data)!)
        {
            if (DataType.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (OwnMembers.Contains(name))
                throw Errors.ParameterInvalid(
                    nameof(Data),
                    $"it contains '{name}', which another parameter specifies",
                    "In -Data, specify only what no other parameter specifies."
                );
            yield return new(name, JsonConversion.ToNode(value, nameof(Data))?.ToJsonString() ?? "null");
        }
    }
}
