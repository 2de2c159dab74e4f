using static LifecycleWorkflows.ApiVersions;

namespace LifecycleWorkflows.Core.Tests;

public sealed class ResourceCollectionTests
{
    private const string Root = "identityGovernance/lifecycleWorkflows/";

    private static readonly ResourceKey Everything = new()
    {
        WorkflowTemplateId = "m",
        WorkflowId = "w",
        VersionNumber = 3,
        RunId = "r",
        UserProcessingResultId = "u",
        SubjectProcessingResultId = "s",
        TaskReportId = "p",
        TaskId = "t",
    };

    [Theory]
    [InlineData("WorkflowId TaskId", "workflows/w/tasks/t/taskProcessingResults")]
    [InlineData("WorkflowId RunId", "workflows/w/runs/r/taskProcessingResults")]
    [InlineData("WorkflowId UserProcessingResultId", "workflows/w/userProcessingResults/u/taskProcessingResults")]
    [InlineData(
        "WorkflowId RunId UserProcessingResultId",
        "workflows/w/runs/r/userProcessingResults/u/taskProcessingResults"
    )]
    [InlineData("WorkflowId TaskReportId", "workflows/w/taskReports/p/taskProcessingResults")]
    [InlineData("WorkflowId VersionNumber TaskId", "workflows/w/versions/3/tasks/t/taskProcessingResults")]
    [InlineData("WorkflowId SubjectProcessingResultId", "workflows/w/subjectProcessingResults/s/taskProcessingResults")]
    [InlineData(
        "WorkflowId RunId SubjectProcessingResultId",
        "workflows/w/runs/r/subjectProcessingResults/s/taskProcessingResults"
    )]
    [InlineData("WorkflowTemplateId TaskId", "workflowTemplates/m/tasks/t/taskProcessingResults")]
    public void Typed_ids_decide(string names, string path)
    {
        ResourceKey ids = Everything.Restrict(names.Split(' '));
        string version = path.Contains("subject", StringComparison.Ordinal) ? Beta : V1;
        foreach (
            ResourceCollection collection in (ResourceCollection[])
                [ResourceCollection.TaskProcessingResults, ResourceCollection.TaskProcessingResultsForResume]
        )
        {
            Assert.Equal($"{version}/{Root}{path}", collection.ResolvePath(ids, ids, null, V1).ToString());
            if (!path.StartsWith("workflowTemplates", StringComparison.Ordinal))
            {
                ResourceKey deleted = ids with { Deleted = true };
                Assert.Equal(
                    $"{version}/{Root}deletedItems/{path}",
                    collection.ResolvePath(deleted, deleted, null, V1).ToString()
                );
            }
        }
    }

    [Fact]
    public void A_refusal_tells_what_was_given_and_every_way_that_there_is()
    {
        const string Specify = "Specify one of these combinations, or pipe an object that has them to this cmdlet: ";
        const string Use = "Use one of these combinations: ";
        AssertRefused(
            ResourceCollection.TaskReports,
            "",
            false,
            "Specify a workflow to find task reports.",
            "Use -Workflow or -WorkflowId, or pipe a workflow to this cmdlet."
        );
        AssertRefused(
            ResourceCollection.TaskReports,
            "",
            true,
            "Specify where to find task reports.",
            Specify + "-WorkflowId -Deleted. "
        );
        AssertRefused(
            ResourceCollection.UserProcessingResults,
            "RunId",
            false,
            "-RunId isn't enough to find user processing results.",
            Specify + "-WorkflowId -RunId; -WorkflowId. "
        );
        AssertRefused(
            ResourceCollection.WorkflowTasks,
            "VersionNumber",
            false,
            "-VersionNumber isn't enough to find tasks.",
            Specify + "-WorkflowId -VersionNumber; -WorkflowId; -WorkflowTemplateId. "
        );
        AssertRefused(
            ResourceCollection.UserProcessingResults,
            "TaskId",
            true,
            "You can't use -TaskId and -Deleted together to find user processing results.",
            Use + "-WorkflowId -RunId -Deleted; -WorkflowId -Deleted."
        );
        AssertRefused(
            ResourceCollection.Workflows,
            "RunId",
            false,
            "You can't use -RunId to find workflows.",
            "Remove -RunId. This cmdlet returns data for the whole tenant."
        );
        AssertRefused(
            ResourceCollection.AssignmentRequests,
            "RunId",
            false,
            "You can't use -RunId to find access package assignment requests.",
            Use + "-AccessPackageAssignmentId."
        );
        AssertRefused(
            ResourceCollection.TaskProcessingResults,
            "RunId TaskReportId",
            false,
            "You can't use -RunId and -TaskReportId together to find task processing results.",
            Use
                + "-WorkflowId -RunId -UserProcessingResultId; -WorkflowId -UserProcessingResultId; "
                + "-WorkflowId -TaskReportId; -WorkflowId -RunId; -WorkflowId -VersionNumber -TaskId; "
                + "-WorkflowTemplateId -TaskId; -WorkflowId -TaskId; -WorkflowId -RunId -SubjectProcessingResultId; "
                + "-WorkflowId -SubjectProcessingResultId."
        );
    }

    private static void AssertRefused(
        ResourceCollection collection,
        string names,
        bool deleted,
        string message,
        string action
    )
    {
        string[] given = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ResourceKey ids = Everything.Restrict(given) with { Deleted = deleted };
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            collection.ResolvePath(ids, ids, null, V1)
        );
        Assert.Equal(message, error.Message);
        Assert.StartsWith(action, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_of_a_workflow_count_from_one()
    {
        ResourceKey first = new() { WorkflowId = "w", VersionNumber = 1 };
        Assert.Equal(
            $"v1.0/{Root}workflows/w/versions/1/tasks",
            ResourceCollection.WorkflowTasks.ResolvePath(first, first, null, V1).ToString()
        );
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.WorkflowTasks.ResolvePath(ResourceKey.None, first with { VersionNumber = 0 }, null, V1)
        );
        Assert.Contains("-VersionNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_never_a_deleted_one()
    {
        ResourceKey ids = Everything.Restrict(["WorkflowTemplateId", "TaskId"]) with { Deleted = true };
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(ids, ids, null, V1)
        );
        Assert.Contains("-Deleted", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_typed_id_that_cannot_stand_in_a_path_is_refused_by_name(string id)
    {
        ResourceKey ids = new() { WorkflowId = id, TaskId = "t" };
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(ids, ids, null, V1)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-WorkflowId", error.Message, StringComparison.Ordinal);
        Assert.Throws<LifecycleWorkflowsException>(() => ResourcePath.None.Item("RunId", id));
    }

    [Fact]
    public void An_empty_id_from_the_pipeline_counts_as_not_given()
    {
        ResourceKey piped = new()
        {
            WorkflowId = "w",
            TaskId = "t",
            RunId = "",
        };
        Assert.Equal(
            $"v1.0/{Root}workflows/w/tasks/t/taskProcessingResults",
            ResourceCollection.TaskProcessingResults.ResolvePath(ResourceKey.None, piped, null, V1).ToString()
        );
    }

    [Fact]
    public void Dots_from_the_pipeline_are_refused_too()
    {
        ResourceKey piped = new() { WorkflowId = "..", TaskId = "t" };
        Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(ResourceKey.None, piped, null, V1)
        );
    }

    [Theory]
    [InlineData("a/b?c%d e", "a%2Fb%3Fc%25d%20e")]
    [InlineData("schlüssel 🗝", "schl%C3%BCssel%20%F0%9F%97%9D")]
    [InlineData("a'b#c", "a%27b%23c")]
    public void Ids_are_escaped(string id, string escaped)
    {
        ResourceKey ids = new() { WorkflowId = id };
        ResourcePath runs = ResourceCollection.Runs.ResolvePath(ids, ids, null, V1);
        Assert.Equal($"v1.0/{Root}workflows/{escaped}/runs/{escaped}", runs.Item("RunId", id).ToString());
        Assert.Equal(id, runs.Ids.WorkflowId);
    }

    [Fact]
    public void What_v1_lacks_means_beta_and_is_refused_when_v1_was_asked_for()
    {
        ResourceKey ids = Everything.Restrict(["WorkflowId", "SubjectProcessingResultId"]);
        Assert.Equal(Beta, ResourceCollection.TaskProcessingResults.ResolvePath(ids, ids, null, V1).ApiVersion);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(ids, ids, V1, Beta)
        );
        Assert.Equal(ErrorCondition.NotSupportedByService, error.Condition);
    }

    [Theory]
    [InlineData(null, V1, V1)]
    [InlineData(null, Beta, Beta)]
    [InlineData(Beta, V1, Beta)]
    [InlineData(V1, Beta, V1)]
    public void The_version_asked_for_outweighs_the_fallback(string? asked, string fallback, string expected) =>
        Assert.Equal(
            expected,
            ResourceCollection.Workflows.ResolvePath(ResourceKey.None, ResourceKey.None, asked, fallback).ApiVersion
        );

    [Fact]
    public void The_result_behind_a_result_implies_a_deleted_workflow_and_beta()
    {
        ResourceKey ids = new()
        {
            WorkflowId = "w",
            RunId = "r",
            UserProcessingResultId = "u",
            ParentTaskProcessingResultId = "o",
        };
        Assert.Equal(
            $"beta/{Root}deletedItems/workflows/w/runs/r/userProcessingResults/"
                + "u/taskProcessingResults/o/task/taskProcessingResults",
            ResourceCollection.TaskProcessingResultsForResume.ResolvePath(ids, ids, null, V1).ToString()
        );
    }

    [Theory]
    [InlineData(V1, null, "identityGovernance/entitlementManagement/assignmentRequests")]
    [InlineData(Beta, null, "identityGovernance/entitlementManagement/accessPackageAssignmentRequests")]
    [InlineData(
        V1,
        "a",
        "identityGovernance/entitlementManagement/accessPackageAssignments/a/accessPackageAssignmentRequests"
    )]
    public void Assignment_requests_have_a_name_in_each_version(string version, string? assignment, string path)
    {
        ResourceKey ids = new() { AccessPackageAssignmentId = assignment };
        ResourcePath found = ResourceCollection.AssignmentRequests.ResolvePath(ids, ids, null, version);
        Assert.Equal(path, found.Relative);
        Assert.Equal(assignment is null ? version : Beta, found.ApiVersion);
    }

    [Theory]
    [InlineData("V1.0", V1)]
    [InlineData("BETA", Beta)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Versions_are_read_in_any_case(string? text, string? version) => Assert.Equal(version, Parse(text));

    [Fact]
    public void An_unknown_version_is_refused() =>
        Assert.Equal(
            ErrorCondition.InvalidRequest,
            Assert.Throws<LifecycleWorkflowsException>(() => Parse("v2.0")).Condition
        );
}
