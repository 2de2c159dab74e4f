using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;

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

    private protected override (string, string?) ItemId =>
        (nameof(AccessPackageAssignmentRequestId), AccessPackageAssignmentRequestId);

    private protected override ResourceKey BoundKey => new() { AccessPackageAssignmentId = AccessPackageAssignmentId };

    private protected override ResourceCollection Collection => ResourceCollection.AssignmentRequests;

    private protected override ResourceReader<AccessPackageAssignmentRequest> Reader => Client.AssignmentRequests;

    private protected override IEnumerable<FilterClause?> Conditions =>
        [
            FilterClause.In("state", NormalizeValues(State, AccessPackageRequestState.Known, nameof(State))),
            FilterClause.In("status", NormalizeValues(Status, RequestStatusCompleter.Statuses, nameof(Status))),
        ];

    // Beta has other names for the two, and which version it is can differ from object to object.
    private protected override IAsyncEnumerable<List<AccessPackageAssignmentRequest>> ListPagesAsync(
        Selection selection,
        ODataQuery query
    ) =>
        base.ListPagesAsync(
            selection,
            selection.Place.ApiVersion == ApiVersions.Beta
                ? query with
                {
                    Conditions = [.. query.Conditions.Select(InBeta)],
                }
                : query
        );

    private static FilterClause InBeta(FilterClause condition) =>
        condition.Property switch
        {
            "state" => condition.WithProperty("requestState"),
            "status" => condition.WithProperty("requestStatus"),
            _ => condition,
        };
}
