namespace LifecycleWorkflows.Core.Tests;

public sealed class CallbackPathTests
{
    private const string Result = "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x";

    public static TheoryData<string> EveryPlace() =>
        [
            .. ResourceCollection
                .TaskProcessingResultsForResume.Templates.Concat(ResourceCollection.AssignmentRequests.Templates)
                .Select(place => place.Text)
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(EveryPlace))]
    public void Every_place_is_known(string place)
    {
        string path =
            "/"
            + place
                .Replace("{workflowVersion-versionNumber}", "3", StringComparison.Ordinal)
                .Replace('{', 'a')
                .Replace('}', 'z')
            + "/some%20id/resume";
        CallbackPath callback = CallbackPath.Parse(path);
        Assert.Equal("some id", callback.Id);
        ResourcePath rebuilt = callback.Collection.ResolvePath(
            callback.Ids,
            callback.Ids,
            null,
            path.Contains("accessPackage", StringComparison.Ordinal) ? ApiVersions.Beta : ApiVersions.V1
        );
        Assert.Equal(path[1..^"/resume".Length], rebuilt.Item("Id", callback.Id).Relative);
    }

    [Theory]
    [InlineData(Result + "/resume")]
    [InlineData(Result + "/microsoft.graph.identityGovernance.resume")]
    [InlineData("identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x/resume")]
    [InlineData("/IdentityGovernance/LifecycleWorkflows/Workflows/w/Tasks/t/TaskProcessingResults/x/Resume")]
    public void The_spellings_in_use_are_taken(string path) =>
        Assert.Equal(new ResourceKey { WorkflowId = "w", TaskId = "t" }, CallbackPath.Parse(path).Ids);

    [Theory]
    [InlineData("https://evil.example" + Result + "/resume")]
    [InlineData("//evil.example" + Result + "/resume")]
    [InlineData("/\\evil.example" + Result + "/resume")]
    [InlineData("@evil.example" + Result + "/resume")]
    [InlineData("/beta" + Result + "/resume")]
    [InlineData("/../beta" + Result + "/resume")]
    [InlineData(Result + "/../../../y/resume")]
    [InlineData(Result + "/%2e%2e/resume")]
    [InlineData(Result + "%2Fy/resume")]
    [InlineData(Result + "%5Cy/resume")]
    [InlineData(Result + "//resume")]
    [InlineData(Result + "/resume?x=1")]
    [InlineData(Result + "/resume#x")]
    [InlineData(Result + "/resume\r\nHost: evil.example")]
    [InlineData(Result + "/resume%0d%0a")]
    [InlineData(Result + "%00/resume")]
    [InlineData(Result + "/activate")]
    [InlineData(Result)]
    [InlineData("/users/x/resume")]
    [InlineData("/identityGovernance/lifecycleWorkflows/workflows/w/versions/x/tasks/t/taskProcessingResults/y/resume")]
    [InlineData(
        "/identityGovernance/lifecycleWorkflows/workflows/w/versions/-1/tasks/t/taskProcessingResults/y/resume"
    )]
    [InlineData("resume")]
    [InlineData("")]
    public void Everything_else_is_refused(string path) =>
        Assert.Equal(
            ErrorCondition.UnsafeLink,
            Assert.Throws<LifecycleWorkflowsException>(() => CallbackPath.Parse(path)).Condition
        );
}
