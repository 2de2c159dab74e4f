using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Core.Tests;

public sealed class RecordTests
{
    [Fact]
    public void ToString_gives_type_and_id_alone()
    {
        Subject subject = new() { Id = "1", DisplayName = "Adele Vance", UserPrincipalName = "adele@contoso.com" };
        Assert.Equal("Subject 1", subject.ToString());
        Assert.Equal("TaskProcessingResult 2", new TaskProcessingResult { Id = "2", Subject = subject, FailureReason = "Adele" }.ToString());
        Assert.Equal("ResumeOutcome 3", new ResumeOutcome { TaskProcessingResultId = "3" }.ToString());
    }

    [Fact]
    public void Every_public_type_says_its_own_ToString()
    {
        IEnumerable<Type> silent = typeof(Resource).Assembly.GetExportedTypes()
            .Where(type => type is { IsEnum: false, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == typeof(object));
        Assert.Empty(silent);
    }

    [Fact]
    public void Unknown_members_survive_with_their_types()
    {
        Run run = new() { UnknownMembers = """{"a":1,"b":1.5,"c":"x","d":[true,null],"e":{"f":false}}"""u8.ToArray() };
        Assert.Equal(1L, run.AdditionalProperties["a"]);
        Assert.Equal(1.5, run.AdditionalProperties["B"]);
        Assert.Equal("x", run.AdditionalProperties["c"]);
        Assert.Equal(new object?[] { true, null }, run.AdditionalProperties["d"]);
        Assert.Equal(false, Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(run.AdditionalProperties["e"])["f"]);
        Assert.Empty(new Run().AdditionalProperties);
    }

    [Fact]
    public void The_task_of_a_result_leads_to_its_workflow()
    {
        TaskProcessingResult result = new() { Id = "x", Task = new() { Id = "t" } };
        result.Origin = new(ApiVersions.Beta, new() { WorkflowId = "w", Deleted = true }, "");
        Assert.Equal(("t", "w", true, "beta"), (result.TaskId, result.Task.WorkflowId, result.Task.Deleted, result.Task.ApiVersion));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "250ms")]
    [InlineData(12, "12s")]
    [InlineData(249, "4m09s")]
    [InlineData(3900, "1h05m")]
    [InlineData(183600, "2d03h")]
    [InlineData(-5, "0s")]
    public void Spans_show_their_two_largest_units(double seconds, string text) => Assert.Equal(text, ViewText.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_subject_shows_the_most_telling_text_there_is()
    {
        Assert.Equal("", ViewText.Subject(null));
        Assert.Equal("1", ViewText.Subject(new() { Id = "1" }));
        Assert.Equal("Adele", ViewText.Subject(new() { Id = "1", DisplayName = "Adele" }));
        Assert.Equal("adele@contoso.com", ViewText.Subject(new() { Id = "1", DisplayName = "Adele", UserPrincipalName = "adele@contoso.com" }));
    }

    [Theory]
    [InlineData("INPROGRESS", "inProgress")]
    [InlineData("completedwitherrors", "completedWithErrors")]
    [InlineData("paused", null)]
    public void Statuses_are_found_in_any_case(string text, string? status) => Assert.Equal(status, ProcessingStatus.Find(text));
}
