using System.Reflection;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Tests;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using static LifecycleWorkflows.Tests.FakeService;
using LifecycleWorkflowsRequestBuilder = Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.LifecycleWorkflowsRequestBuilder;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Our requests beside the service's own description and beside those that Microsoft's SDK builds.</summary>
public sealed class OperationTests
{
    private const string Collection = "/taskProcessingResults";
    private const string LongAction = "microsoft.graph.identityGovernance.resume";

    private static readonly Dictionary<string, Func<LifecycleWorkflowsRequestBuilder, RequestInformation[]>> Sdk = new()
    {
        ["workflows/w/tasks/t"] = root =>
            root.Workflows["w"].Tasks["t"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflows/w/runs/r"] = root =>
            root.Workflows["w"].Runs["r"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflows/w/runs/r/userProcessingResults/u"] = root =>
            root.Workflows["w"].Runs["r"].UserProcessingResults["u"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflows/w/userProcessingResults/u"] = root =>
            root.Workflows["w"].UserProcessingResults["u"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflows/w/taskReports/p"] = root =>
            root.Workflows["w"].TaskReports["p"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflows/w/versions/3/tasks/t"] = root =>
            root.Workflows["w"].Versions[3].Tasks["t"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/tasks/t"] = root =>
            root.DeletedItems.Workflows["w"].Tasks["t"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/runs/r"] = root =>
            root.DeletedItems.Workflows["w"].Runs["r"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/runs/r/userProcessingResults/u"] = root =>
            root.DeletedItems.Workflows["w"].Runs["r"].UserProcessingResults["u"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/userProcessingResults/u"] = root =>
            root.DeletedItems.Workflows["w"].UserProcessingResults["u"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/taskReports/p"] = root =>
            root.DeletedItems.Workflows["w"].TaskReports["p"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["deletedItems/workflows/w/versions/3/tasks/t"] = root =>
            root.DeletedItems.Workflows["w"].Versions[3].Tasks["t"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
        ["workflowTemplates/m/tasks/t"] = root =>
            root.WorkflowTemplates["m"].Tasks["t"].TaskProcessingResults is var all
                ?
                [
                    all.ToGetRequestInformation(),
                    all["x"].ToGetRequestInformation(),
                    all["x"].MicrosoftGraphIdentityGovernanceResume.ToPostRequestInformation(new()),
                ]
                : [],
    };

    public static TheoryData<string, string> Places() =>
        [.. from version in ApiVersions.Known from place in Described(version) select (version, place)];

    public static TheoryData<string> SdkPlaces() => [.. Sdk.Keys];

    [Fact]
    public void There_are_thirteen_places_in_v1_and_seventeen_in_beta_and_no_others()
    {
        Assert.Equal((13, 17), (Described(ApiVersions.V1).Count(), Described(ApiVersions.Beta).Count()));
        foreach (
            ResourceCollection collection in (ResourceCollection[])
                [ResourceCollection.TaskProcessingResults, ResourceCollection.TaskProcessingResultsForResume]
        )
        {
            IEnumerable<PathTemplate> places = collection
                .Templates.Where(place => !place.Names.Contains(nameof(ResourceKey.ParentTaskProcessingResultId)))
                .Distinct();
            Assert.Equal(
                Described(ApiVersions.Beta).Order(),
                places.Select(place => "/" + place.Text).Distinct().Order()
            );
            Assert.Equal(
                Described(ApiVersions.V1).Order(),
                places.Where(place => !place.OnlyInBeta).Select(place => "/" + place.Text).Distinct().Order()
            );
        }
    }

    [Theory]
    [InlineData("workflows", 2, 2)]
    [InlineData("versions", 2, 2)]
    [InlineData("workflowTemplates", 1, 1)]
    [InlineData("tasks", 5, 5)]
    [InlineData("taskDefinitions", 1, 1)]
    [InlineData("customTaskExtensions", 1, 1)]
    [InlineData("settings", 1, 1)]
    [InlineData("insights", 1, 1)]
    [InlineData("runs", 2, 2)]
    [InlineData("userProcessingResults", 4, 4)]
    [InlineData("executionScope", 2, 2)]
    [InlineData("subjectProcessingResults", 0, 4)]
    [InlineData("taskReports", 2, 2)]
    [InlineData("taskProcessingResults", 13, 17)]
    [InlineData("assignmentRequests", 1, 1)]
    [InlineData("accessPackageAssignmentRequests", 0, 2)]
    public void Every_place_of_every_kind_stands_in_the_description_and_every_described_one_is_known(
        string name,
        int inV1,
        int inBeta
    )
    {
        PathTemplate[] places =
        [
            .. typeof(ResourceCollection)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (ResourceCollection)field.GetValue(null)!)
                .SelectMany(collection => collection.Templates)
                .Where(place =>
                    place.Text.Split('/')[^1] == name
                    && !place.Names.Contains(nameof(ResourceKey.ParentTaskProcessingResultId))
                )
                .DistinctBy(place => place.Text),
        ];
        Assert.Equal((inV1, inBeta), (places.Count(place => !place.OnlyInBeta), places.Length));
        Assert.Equal(Named(ApiVersions.Beta), places.Select(place => "/" + place.Text).Order());
        Assert.Equal(
            Named(ApiVersions.V1),
            places.Where(place => !place.OnlyInBeta).Select(place => "/" + place.Text).Order()
        );
        Assert.All(
            places,
            place => Assert.Equal(place.Text.Contains("deletedItems", StringComparison.Ordinal), place.Deleted)
        );

        IEnumerable<string> Named(string version) =>
            Repository
                .Operations(version)
                .Where(row => row.Methods.Contains("GET"))
                .Select(row => row.Path)
                .Where(path => path.Split('/')[^1] == name && !path.Contains("/task/", StringComparison.Ordinal))
                .Order();
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Every_place_is_listed_read_and_answered_at_the_address_in_the_description(
        string version,
        string place
    )
    {
        PathTemplate template = ResourceCollection.TaskProcessingResults.Templates.Single(each =>
            "/" + each.Text == place
        );
        ResourceKey ids = template.Names.Aggregate(
            new ResourceKey { Deleted = template.Deleted },
            (all, name) => all.With(name, name == nameof(ResourceKey.VersionNumber) ? "3" : $"{name} /?")
        );
        string expected = template.Names.Aggregate(
            place,
            (path, name) =>
                path[..path.IndexOf('{')] + Uri.EscapeDataString(ids[name]!) + path[(path.IndexOf('}') + 1)..]
        );

        Assert.Equal(
            [$"GET /{version}{expected}", $"GET /{version}{expected}/a%2Fb", $"POST /{version}{expected}/a%2Fb/resume"],
            await RequestsAsync(ids, "a/b", version)
        );
    }

    [Theory]
    [MemberData(nameof(SdkPlaces))]
    public async Task The_SDK_builds_the_same_addresses(string place)
    {
        using GraphServiceClient sdk = new(
            new HttpClient(),
            new AnonymousAuthenticationProvider(),
            "https://graph.example/v1.0"
        );
        IEnumerable<string> expected = Sdk[place]
            (sdk.IdentityGovernance.LifecycleWorkflows)
            .Select(request =>
            {
                request.PathParameters["baseurl"] = "https://graph.example/v1.0";
                return $"{request.HttpMethod} {request.URI.AbsolutePath.Replace(LongAction, "resume", StringComparison.Ordinal)}";
            });
        CallbackPath path = CallbackPath.Parse($"/identityGovernance/lifecycleWorkflows/{place}{Collection}/x/resume");
        Assert.Equal(expected, await RequestsAsync(path.Ids, path.Id, ApiVersions.V1));
    }

    /// <summary>The collections of task processing results that the service's description has.</summary>
    private static IEnumerable<string> Described(string version) =>
        Repository
            .Operations(version)
            .Select(row => row.Path)
            .Where(path => path.EndsWith(Collection, StringComparison.Ordinal));

    private static async Task<IEnumerable<string>> RequestsAsync(ResourceKey ids, string id, string version)
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(204)
                    : Ok(
                        request.Uri.AbsolutePath.EndsWith(Collection, StringComparison.Ordinal)
                            ? """{"value":[]}"""
                            : """{"id":"x"}"""
                    )
        );
        TaskProcessingResults results = TestConnection.To(service).Client.TaskProcessingResults;
        Notices notices = new();
        CancellationToken token = TestContext.Current.CancellationToken;
        ResourcePath list = ResourceCollection.TaskProcessingResults.ResolvePath(ids, ids, version, version);
        await foreach (TaskProcessingResult _ in results.ListAsync(list, ODataQuery.All, notices, token))
            Assert.Fail("There is nothing to list.");
        await results.GetAsync(list, "TaskProcessingResultId", id, ODataQuery.All, notices, token);
        await results.ResumeAsync(
            ResourceCollection.TaskProcessingResultsForResume.ResolvePath(ids, ids, version, version),
            id,
            new(OperationStatus.Failed, "s", "t"),
            notices,
            token
        );
        return service.Requests.Select(request => $"{request.Method} {request.Uri.AbsolutePath}");
    }
}
