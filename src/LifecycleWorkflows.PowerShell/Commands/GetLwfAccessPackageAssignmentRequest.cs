using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Reads requests for access packages, among them those that wait for a callback of a custom extension.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LwfAccessPackageAssignmentRequest")]
[OutputType(typeof(AccessPackageAssignmentRequest))]
public sealed class GetLwfAccessPackageAssignmentRequest : LwfQueryCmdlet<AccessPackageAssignmentRequest>
{
    /// <summary>The id of the one request to read.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>The assignment whose requests to read. Means beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccessPackageAssignmentId { get; set; }

    /// <summary>Only requests in these states.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RequestStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only requests with these statuses, such as WaitingForCallback.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RequestStatusCompleter))]
    public string[]? Status { get; set; }

    private protected override (string, string?) Item =>
        (nameof(AccessPackageAssignmentRequestId), AccessPackageAssignmentRequestId);

    private protected override ResourceIds Ids => new() { AccessPackageAssignmentId = AccessPackageAssignmentId };

    private protected override ResourceCollection Collection => ResourceCollection.AssignmentRequests;

    private protected override ResourceReader<AccessPackageAssignmentRequest> Reader => Client.AssignmentRequests;

    private protected override Query Query =>
        base.Query with
        {
            Conditions =
            [
                .. new[]
                {
                    Condition.EqualAny(
                        "state",
                        State?.Select(state => Known(state, RequestState.Known, nameof(State))!).ToArray()
                    ),
                    Condition.EqualAny(
                        "status",
                        Status
                            ?.Select(status => Known(status, RequestStatusCompleter.Statuses, nameof(Status))!)
                            .ToArray()
                    ),
                }.OfType<Condition>(),
            ],
        };

    // Beta has other names for the two, and which version it is can differ from object to object.
    private protected override IAsyncEnumerable<List<AccessPackageAssignmentRequest>> PiecesAsync(
        Selection selection,
        Query query
    ) =>
        base.PiecesAsync(
            selection,
            selection.Place.ApiVersion == ApiVersions.Beta
                ? query with
                {
                    Conditions = [.. query.Conditions.Select(InBeta)],
                }
                : query
        );

    private static Condition InBeta(Condition condition) =>
        condition.Property switch
        {
            "state" => condition.Named("requestState"),
            "status" => condition.Named("requestStatus"),
            _ => condition,
        };
}
