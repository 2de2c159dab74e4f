using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>Who is in the scope of a workflow.</summary>
public sealed class WorkflowScopeTests
{
    private const string Adele = """{"id":"u1","displayName":"Adele Vance","userPrincipalName":"adele@contoso.com"}""";
    private const string Zoe = """{"id":"u2","displayName":"Zoe Moon","userPrincipalName":"zoe@contoso.com"}""";

    [Fact]
    public void The_scope_is_who_is_scheduled_with_their_names()
    {
        RecordingPipeline pipeline = Read(
            new() { WorkflowId = "w" },
            $$"""{"id":"r1","processingStatus":"queued","scheduledDateTime":"2026-11-22T08:00:00Z","subject":{{Adele}}}""",
            out string request
        );
        WorkflowScopeMember member = Assert.IsType<WorkflowScopeMember>(Assert.Single(pipeline.Outputs));
        Assert.EndsWith("/workflows/w/executionScope?$expand=subject", request, StringComparison.Ordinal);
        Assert.Equal(
            (
                "u1",
                "Adele Vance",
                "adele@contoso.com",
                "queued",
                new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)
            ),
            (
                member.SubjectId,
                member.DisplayName,
                member.UserPrincipalName,
                member.ProcessingStatus,
                member.ScheduledDateTime
            )
        );
        Assert.Equal(("r1", "w"), (member.Id, member.WorkflowId));
    }

    [Theory]
    [InlineData("ADELE@contoso.com", "?$expand=subject")]
    [InlineData(
        "5C1C240A-D20B-5424-8F8B-DE9F7FA62321",
        "?$filter=subject/id eq '5c1c240a-d20b-5424-8f8b-de9f7fa62321'&$expand=subject"
    )]
    public void One_user_is_found_by_name_here_and_by_id_in_the_service(string user, string query)
    {
        GetLwfWorkflowScope cmdlet = new() { WorkflowId = "w", Subject = new(user) };
        RecordingPipeline pipeline = Read(
            cmdlet,
            $$"""{"id":"r1","subject":{{Zoe}}},{"id":"r2","subject":{{Adele}}}""",
            out string request
        );
        Assert.Equal(query, Uri.UnescapeDataString(new Uri(request).Query));
        if (user.Contains('@', StringComparison.Ordinal))
            Assert.Equal("u1", Assert.IsType<WorkflowScopeMember>(Assert.Single(pipeline.Outputs)).SubjectId);
    }

    private static RecordingPipeline Read(GetLwfWorkflowScope cmdlet, string items, out string request)
    {
        FakeService service = new(() => Ok($$"""{"value":[{{items}}]}"""));
        cmdlet.Connection = TestConnection.To(service);
        RecordingPipeline pipeline = cmdlet.Run();
        request = service.Requests.Single().Uri.ToString();
        return pipeline;
    }
}
