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
    private static readonly HashSet<string> OwnMembers = new(
        [
            "@odata.type",
            nameof(Stage),
            nameof(State),
            nameof(CustomExtensionStageInstanceId),
            nameof(CustomExtensionStageInstanceDetail),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private const string TypePrefix = "microsoft.graph.accessPackageCustomExtensionStage.";

    /// <summary>The ID of the request to resume.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>The ID of the assignment that the request is about. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccessPackageAssignmentId { get; set; }

    /// <summary>The stage that waits for the callback, such as assignmentRequestCreated.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StageCompleter))]
    public string? Stage { get; set; }

    /// <summary>The ID of the callout, from the callout.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Additional members of the callback data, for members that this module doesn't know.</summary>
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

    private protected override void RequireValidParameters()
    {
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
        string type = EffectiveType(string.IsNullOrEmpty(stage) ? "" : TypePrefix + stage);
        if (type.Length == 0)
            throw Errors.StageMissing(StageCompleter.Stages);
        AssignmentRequestCallbackData answer = new(EffectiveSource, type)
        {
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
        foreach (DictionaryEntry member in Data)
        {
            string name = $"{member.Key}";
            if (OwnMembers.Contains(name))
                throw Errors.ParameterInvalid(
                    nameof(Data),
                    $"it contains '{name}', which another parameter specifies",
                    "In -Data, specify only what no other parameter specifies."
                );
            yield return new(name, JsonConversion.ToNode(member.Value, nameof(Data))?.ToJsonString() ?? "null");
        }
    }
}
