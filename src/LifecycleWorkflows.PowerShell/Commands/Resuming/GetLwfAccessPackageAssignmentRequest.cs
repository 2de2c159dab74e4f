using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets access package assignment requests.</summary>
[Cmdlet(VerbsCommon.Get, "LwfAccessPackageAssignmentRequest")]
[GraphPermission(nameof(GraphOperation.ReadAssignmentRequests))]
[OutputType(typeof(AccessPackageAssignmentRequest))]
public sealed class GetLwfAccessPackageAssignmentRequest : LwfQueryCmdlet<AccessPackageAssignmentRequest>
{
    /// <summary>The ID of the request to get.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>The ID of the assignment whose requests to get. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? AccessPackageAssignmentId { get; set; }

    /// <summary>Gets only requests in these states.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RequestStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Gets only requests with these statuses, such as WaitingForCallback.</summary>
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

    // Beta has other names for these two, and the API version can differ for each object.
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
