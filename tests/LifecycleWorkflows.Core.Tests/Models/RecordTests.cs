using System.Text;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Core.Tests;

public sealed class RecordTests
{
    [Fact]
    public void ToString_gives_type_and_id_alone()
    {
        Subject subject = new()
        {
            Id = "1",
            DisplayName = "Adele Vance",
            UserPrincipalName = "adele@contoso.com",
        };
        Assert.Equal("Subject 1", subject.ToString());
        Assert.Equal(
            "TaskProcessingResult 2",
            new TaskProcessingResult
            {
                Id = "2",
                Subject = subject,
                FailureReason = "Adele",
            }.ToString()
        );
        Assert.Equal("ResumeOutcome 3", new ResumeOutcome { TaskProcessingResultId = "3" }.ToString());
    }

    [Fact]
    public void Every_public_type_says_its_own_ToString()
    {
        IEnumerable<Type> silent = typeof(Resource)
            .Assembly.GetExportedTypes()
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
        Assert.Equal(
            false,
            Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(run.AdditionalProperties["e"])["f"]
        );
        Assert.Empty(new Run().AdditionalProperties);
    }

    [Theory]
    [InlineData("""{"quarantineType":"notQuarantined","quarantinedDateTime":null}""", false, "")]
    [InlineData("""{"quarantineType":"NotQuarantined"}""", false, "")]
    [InlineData("""{"quarantineType":"countBasedThresholdExceeded"}""", true, "yes")]
    [InlineData("""{"quarantineType":"newerReason","quarantinedDateTime":"nonsense"}""", true, "yes")]
    [InlineData("""{"quarantinedDateTime":"2026-11-22T08:00:00Z"}""", true, "22 Nov ")]
    [InlineData("{}", false, "")]
    public void A_workflow_says_whether_it_is_quarantined(string details, bool expected, string shown)
    {
        Workflow workflow = new() { QuarantineDetails = JsonValues.Members(Encoding.UTF8.GetBytes(details)) };
        Assert.Equal(expected, workflow.IsQuarantined);
        Assert.StartsWith(shown, DisplayText.Quarantine(workflow), StringComparison.Ordinal);
        Assert.Equal(expected, DisplayText.Quarantine(workflow).Length > 0);
        Assert.False(new Workflow().IsQuarantined);
    }

    [Theory]
    [InlineData("completed", true, "completed (preview)")]
    [InlineData("completed", false, "completed")]
    [InlineData("completed", null, "completed")]
    [InlineData("a\u001bb", true, "a\uFFFDb (preview)")]
    public void A_status_says_whether_it_is_that_of_a_preview(string status, bool? isPreview, string shown) =>
        Assert.Equal(shown, DisplayText.Status(status, isPreview));

    [Fact]
    public void The_task_of_a_result_leads_to_its_workflow()
    {
        TaskProcessingResult result = new()
        {
            Id = "x",
            Task = new() { Id = "t" },
        };
        result.Origin = new(ApiVersions.Beta, new() { WorkflowId = "w", Deleted = true }, "");
        Assert.Equal(
            ("t", "w", true, "beta"),
            (result.TaskId, result.Task.WorkflowId, result.Task.Deleted, result.Task.ApiVersion)
        );
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "250ms")]
    [InlineData(12, "12s")]
    [InlineData(249, "4m09s")]
    [InlineData(3900, "1h05m")]
    [InlineData(183600, "2d03h")]
    [InlineData(-5, "0s")]
    public void Spans_show_their_two_largest_units(double seconds, string text) =>
        Assert.Equal(text, DisplayText.FormatDuration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_subject_shows_the_most_telling_text_there_is()
    {
        Assert.Equal("", DisplayText.Subject(null));
        Assert.Equal("1", DisplayText.Subject(new() { Id = "1" }));
        Assert.Equal("Adele", DisplayText.Subject(new() { Id = "1", DisplayName = "Adele" }));
        Assert.Equal(
            "adele@contoso.com",
            DisplayText.Subject(
                new()
                {
                    Id = "1",
                    DisplayName = "Adele",
                    UserPrincipalName = "adele@contoso.com",
                }
            )
        );
    }

    [Theory]
    [InlineData("Zo\u00eb \u05d0\u05d3\u05dc\u05d4 \ud83d\udddd", "Zo\u00eb \u05d0\u05d3\u05dc\u05d4 \ud83d\udddd")]
    [InlineData("a\u001b[31mb\r\nc", "a\ufffd[31mb\ufffd\ufffdc")]
    [InlineData("a\u202eb\u2066c\u009bd", "a\ufffdb\ufffdc\ufffdd")]
    [InlineData(null, "")]
    public void Texts_cannot_steer_a_terminal(string? text, string shown) =>
        Assert.Equal(shown, DisplayText.Sanitize(text));

    [Fact]
    public void Long_texts_are_cut_between_characters()
    {
        Assert.Equal(new string('x', 26), DisplayText.Truncate(new string('x', 26)));
        Assert.Equal(
            string.Concat(Enumerable.Repeat("\ud83d\udddd", 25)) + "\u2026",
            DisplayText.Truncate(string.Concat(Enumerable.Repeat("\ud83d\udddd", 30)))
        );
    }

    [Fact]
    public void A_moment_shows_how_far_it_is()
    {
        Assert.StartsWith(
            "in 9m",
            DisplayText.RelativeTime(DateTimeOffset.UtcNow.AddMinutes(10)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "10m0",
            DisplayText.RelativeTime(DateTimeOffset.UtcNow.AddMinutes(-10)),
            StringComparison.Ordinal
        );
        Assert.Equal("", DisplayText.RelativeTime(null));
    }

    [Fact]
    public void Every_known_status_has_a_colour_and_no_other() =>
        Assert.Equal(
            [true, true, true, true, true, true, true, true, false],
            ProcessingStatus.Known.Append("paused").Select(status => DisplayText.Color(status) is not null)
        );

    [Fact]
    public void An_object_without_a_record_shows_as_JSON() =>
        Assert.Equal(
            """{"a":1,"b":["\u001B","é"]}""",
            DisplayText.Json(new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new object?[] { "\u001b", "é" } })
        );

    [Theory]
    [InlineData("INPROGRESS", "inProgress")]
    [InlineData("completedwitherrors", "completedWithErrors")]
    [InlineData("paused", null)]
    public void Statuses_are_found_in_any_case(string text, string? status) =>
        Assert.Equal(status, ProcessingStatus.Find(text));
}
