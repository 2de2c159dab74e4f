using static LifecycleWorkflows.ApiVersions;

namespace LifecycleWorkflows.Core.Tests;

/// <summary>
/// Every id that is given takes part, as a segment of the place, as a condition, because a narrower one implies it, or
/// by an error that names it.
/// </summary>
public sealed class SelectionTests
{
    private const string Root = "identityGovernance/lifecycleWorkflows/";
    private const string Deleted = "deleted";

    private static readonly Dictionary<string, string> Ids = new()
    {
        ["w"] = nameof(ResourceKey.WorkflowId),
        ["r"] = nameof(ResourceKey.RunId),
        ["u"] = nameof(ResourceKey.UserProcessingResultId),
        ["s"] = nameof(ResourceKey.SubjectProcessingResultId),
        ["p"] = nameof(ResourceKey.TaskReportId),
        ["t"] = nameof(ResourceKey.TaskId),
        ["v"] = nameof(ResourceKey.VersionNumber),
        ["m"] = nameof(ResourceKey.WorkflowTemplateId),
        ["o"] = nameof(ResourceKey.ParentTaskProcessingResultId),
    };

    public static TheoryData<string, string, string, string> Lists =>
        new()
        {
            // Typed, piped, the place, and what is decided on its items.
            { "w t", "", "workflows/w/tasks/t/taskProcessingResults", "" },
            { "", "w t", "workflows/w/tasks/t/taskProcessingResults", "" },
            { "w r", "", "workflows/w/runs/r/taskProcessingResults", "" },
            { "w", "r u", "workflows/w/runs/r/userProcessingResults/u/taskProcessingResults", "" },
            { "w t", "r u", "workflows/w/runs/r/userProcessingResults/u/taskProcessingResults", "TaskId" },
            { "w t", "u", "workflows/w/userProcessingResults/u/taskProcessingResults", "TaskId" },
            { "w r t", "", "workflows/w/runs/r/taskProcessingResults", "TaskId" },
            { "", "w r t", "workflows/w/runs/r/taskProcessingResults", "TaskId" },
            { "w p", "t", "workflows/w/taskReports/p/taskProcessingResults", "TaskId" },
            { "w v t", "", "workflows/w/versions/3/tasks/t/taskProcessingResults", "" },
            { "", "m t", "workflowTemplates/m/tasks/t/taskProcessingResults", "" },
            { "w", "", "workflows/w/runs*", "" },
            { "w s", "", "workflows/w/subjectProcessingResults/s/taskProcessingResults", "" },
            { "w s", "r t", "workflows/w/runs/r/subjectProcessingResults/s/taskProcessingResults", "TaskId" },
            {
                "",
                $"w r u t {Deleted}",
                "deletedItems/workflows/w/runs/r/userProcessingResults/u/taskProcessingResults",
                "TaskId"
            },
            {
                "w r u o",
                "",
                "deletedItems/workflows/w/runs/r/userProcessingResults/"
                    + "u/taskProcessingResults/o/task/taskProcessingResults",
                ""
            },
            { "w r", "p", "workflows/w/taskReports/p/taskProcessingResults", "RunId of the report" },
            { "w", "r p t", "workflows/w/taskReports/p/taskProcessingResults", "TaskId, RunId of the report" },
        };

    public static TheoryData<string, string, string> Refusals =>
        new()
        {
            { "", "", "Specify where to find" },
            { "r", "", "-RunId" },
            { "t", "", "-TaskId" },
            { "w v", "", "-VersionNumber" },
            { "w u p", "", "-UserProcessingResultId, and -TaskReportId" },
            { "w", "u p", "-UserProcessingResultId, and -TaskReportId" },
            { "w s u", "", "-SubjectProcessingResultId" },
            { "w r v", "", "-VersionNumber" },
            { "w r", "v t", "-VersionNumber" },
            { "w m t", "", "-WorkflowTemplateId" },
            { "m t", "w", "-WorkflowId" },
            { $"m t {Deleted}", "", "-Deleted" },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_id_takes_part(string typed, string piped, string place, string decided)
    {
        Selection selection = Selection.Of(ResourceCollection.TaskProcessingResults, Given(typed, piped), null, V1);
        string version =
            selection.Place.Relative.Contains("subject", StringComparison.Ordinal)
            || typed.Contains('o', StringComparison.Ordinal)
                ? Beta
                : V1;
        Assert.Equal($"{version}/{Root}{place}", selection.Place + (selection.IsWalk ? "*" : ""));
        Assert.Equal(
            decided,
            string.Join(
                ", ",
                selection
                    .Conditions.Select(each => each.Parameter)
                    .Concat(selection.OfReport.Select(each => $"{each.Parameter} of the report"))
            )
        );
        Assert.Equal(decided.Length == 0 && !place.EndsWith('*'), selection.IsWhole);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_take_part_is_named(string typed, string piped, string named)
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            Selection.Of(ResourceCollection.TaskProcessingResults, Given(typed, piped), null, V1)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            typed.Contains(Deleted, StringComparison.Ordinal) ? "-Deleted" : "-WorkflowId -TaskId",
            error.RecommendedAction,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_task_report_implies_its_run_and_task_unless_they_were_typed()
    {
        Selection ofReport = Selection.Of(
            ResourceCollection.TaskProcessingResults,
            Given("", "w r p t") with
            {
                AreOfOneObject = true,
            },
            null,
            V1
        );
        Assert.True(ofReport.IsWhole);
        Assert.Equal(
            ("r", "p", "t"),
            (ofReport.Place.Ids.RunId, ofReport.Place.Ids.TaskReportId, ofReport.Place.Ids.TaskId)
        );

        Selection otherRun = Selection.Of(
            ResourceCollection.TaskProcessingResults,
            Given("r", "w p t") with
            {
                AreOfOneObject = true,
            },
            null,
            V1
        );
        Assert.Equal([new IdCondition("RunId", "runId", "r")], otherRun.OfReport);
        Selection otherTask = Selection.Of(
            ResourceCollection.TaskProcessingResults,
            Given("t", "w r p") with
            {
                AreOfOneObject = true,
            },
            null,
            V1
        );
        Assert.Equal([new IdCondition("TaskId", "task/id", "t")], otherTask.Conditions);
        Selection otherReport = Selection.Of(
            ResourceCollection.TaskProcessingResults,
            Given("p", "w r t") with
            {
                AreOfOneObject = true,
            },
            null,
            V1
        );
        Assert.Equal((1, 1), (otherReport.Conditions.Count, otherReport.OfReport.Count));
    }

    [Fact]
    public void A_user_result_does_not_imply_a_task()
    {
        Selection selection = Selection.Of(
            ResourceCollection.TaskProcessingResults,
            Given("", "w r u t") with
            {
                AreOfOneObject = true,
            },
            null,
            V1
        );
        Assert.Equal("TaskId", Assert.Single(selection.Conditions).Parameter);
    }

    [Theory]
    [InlineData("", "w t r u v", "workflows/w/tasks/t/taskProcessingResults")]
    [InlineData("", "w t r", "workflows/w/tasks/t/taskProcessingResults")]
    [InlineData("r", "w t u", "workflows/w/runs/r/userProcessingResults/u/taskProcessingResults")]
    [InlineData("r", "w t", "workflows/w/runs/r/taskProcessingResults")]
    [InlineData("v", "w t r", "workflows/w/versions/3/tasks/t/taskProcessingResults")]
    [InlineData(
        "",
        $"w t r u {Deleted}",
        "deletedItems/workflows/w/runs/r/userProcessingResults/u/taskProcessingResults"
    )]
    [InlineData("", $"w t u {Deleted}", "deletedItems/workflows/w/tasks/t/taskProcessingResults")]
    public void The_id_of_what_is_answered_implies_what_it_came_with_and_the_documented_path_is_taken(
        string typed,
        string piped,
        string place
    )
    {
        GivenIds given = Given(typed, piped) with { AreOfOneObject = true, IncludeItem = true };
        Selection selection = Selection.Of(ResourceCollection.TaskProcessingResultsForResume, given, null, V1);
        Assert.True(selection.IsWhole);
        Assert.Equal($"v1.0/{Root}{place}", selection.Place.ToString());
    }

    [Fact]
    public void A_typed_item_is_not_implied_by_what_another_thing_has()
    {
        GivenIds given = Given("", "w t r") with { AreOfOneObject = true };
        Assert.Throws<LifecycleWorkflowsException>(() =>
            Selection.Of(ResourceCollection.TaskProcessingResultsForResume, given, null, V1)
        );
    }

    [Theory]
    [InlineData("w r", "workflows/w/taskReports", "RunId")]
    [InlineData("w r t", "workflows/w/taskReports", "RunId TaskId")]
    [InlineData("w", "workflows/w/taskReports", "")]
    public void A_task_report_tells_its_run_and_task(string ids, string place, string decided)
    {
        Selection selection = Selection.Of(ResourceCollection.TaskReports, Given(ids, ""), null, V1);
        Assert.Equal(Root + place, selection.Place.Relative);
        Assert.Equal(decided, string.Join(' ', selection.Conditions.Select(each => each.Parameter)));
    }

    [Fact]
    public void What_only_items_tell_is_missing_its_parent_where_they_are_looked_at_and_has_no_place_where_not()
    {
        GivenIds given = Given("r t", "");
        LifecycleWorkflowsException read = Assert.Throws<LifecycleWorkflowsException>(() =>
            Selection.Of(ResourceCollection.TaskProcessingResults, given, null, V1)
        );
        Assert.Contains("-RunId and -TaskId aren't enough", read.Message, StringComparison.Ordinal);
        LifecycleWorkflowsException sent = Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(Read("w r t"), V1)
        );
        Assert.Contains(
            "You can't use -WorkflowId, -RunId, and -TaskId together",
            sent.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<LifecycleWorkflowsException>(() =>
            ResourceCollection.TaskProcessingResults.ResolvePath(Read("w"), V1)
        );
    }

    [Fact]
    public void What_came_out_of_the_place_carries_all_ids_that_lead_there_and_no_others()
    {
        Selection selection = Selection.Of(ResourceCollection.TaskProcessingResults, Given("w r", "t"), null, V1);
        Assert.Equal(new ResourceKey { WorkflowId = "w", RunId = "r" }, selection.Place.Ids);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_typed_id_that_cannot_stand_in_a_path_is_refused_by_name(string id)
    {
        ResourceKey ids = new() { WorkflowId = id, TaskId = "t" };
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            Selection.Of(ResourceCollection.TaskProcessingResults, new(ids, ids), null, V1)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-WorkflowId", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_id_from_the_pipeline_counts_as_not_given_and_dots_are_refused()
    {
        ResourceKey empty = new()
        {
            WorkflowId = "w",
            TaskId = "t",
            RunId = "",
        };
        Assert.Equal(
            $"{Root}workflows/w/tasks/t/taskProcessingResults",
            Selection
                .Of(ResourceCollection.TaskProcessingResults, new(ResourceKey.None, empty), null, V1)
                .Place.Relative
        );
        foreach (ResourceKey dots in (ResourceKey[])[empty with { RunId = ".." }, empty with { TaskId = "." }])
            Assert.Throws<LifecycleWorkflowsException>(() =>
                Selection.Of(ResourceCollection.TaskProcessingResults, new(ResourceKey.None, dots), null, V1)
            );
    }

    private static GivenIds Given(string typed, string piped) => new(Read(typed), Read($"{typed} {piped}"));

    private static ResourceKey Read(string names)
    {
        string[] given = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return given
            .Where(Ids.ContainsKey)
            .Aggregate(
                new ResourceKey { Deleted = given.Contains(Deleted) },
                (ids, name) => ids.With(Ids[name], name == "v" ? "3" : name)
            );
    }
}
