using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutWriterTests
{
    [Fact]
    public void A_task_s_callout_is_written_member_by_member()
    {
        const string Written = $$$$"""
            {"source":"s","type":"y","data":{"callbackUriPath":"{{{{SampleCallouts.Path}}}}",
            "subject":{"id":"u","displayName":"Adele","email":"a@contoso.com","userPrincipalName":"adele@contoso.com",
            "manager":{"id":"m","displayName":"Miriam"}},"task":{"id":"t","displayName":"Create mailbox"},
            "taskProcessingResult":{"id":"x","createdDateTime":"2026-11-20T08:15:30.1234567Z"},
            "workflow":{"id":"w","displayName":"Onboard","workflowVersion":3}}}
            """;
        AssertWritten(Written, SampleCallouts.Task);
    }

    [Fact]
    public void A_request_s_callout_is_written_member_by_member()
    {
        const string RequestPath =
            "/identityGovernance/entitlementManagement/accessPackageAssignments/a"
            + "/accessPackageAssignmentRequests/q/resume";
        AssertWritten(
            $$$$"""
            {"AccessPackageAssignmentRequestId":"q","CallbackUriPath":"{{{{RequestPath}}}}",
            "CustomExtensionStageInstanceId":"i","Stage":"AssignmentRequestCreated","RequestType":"UserAdd",
            "State":"Submitted","Status":"WaitingForCallback","AccessPackage":{"Id":"p","DisplayName":"Sales"},
            "Assignment":{"Target":{"ObjectId":"o","PrincipalName":"adele@contoso.com"}}}
            """,
            SampleCallouts.Request
        );
        AssertWritten(
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
            "AccessPackage":{"Id":"p"},
            "Assignment":{"Target":{"ObjectId":"o","DisplayName":"Adele","Email":"a@contoso.com"}}}
            """,
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
             "AccessPackage":{"Id":"p"},
             "Requestor":{"ObjectId":"o","DisplayName":"Adele","Email":"a@contoso.com"},"later":1}
            """
        );
        AssertWritten(
            """{"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s"}""",
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
             "AccessPackage":{"DisplayName":"Sales"}}
            """
        );
    }

    [Fact]
    public void What_a_callout_has_not_is_not_written()
    {
        const string RunPath =
            "/identityGovernance/lifecycleWorkflows/workflows/w/runs/r/taskProcessingResults/x/resume";
        AssertWritten(
            $$$$"""
            {"source":null,"type":null,"data":{"callbackUriPath":"{{{{RunPath}}}}","task":{},
            "taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}
            """,
            $$$$"""{"data":{"callbackUriPath":"{{{{RunPath}}}}"} }"""
        );
        const string TemplatePath =
            "/identityGovernance/lifecycleWorkflows/workflowTemplates/m/tasks/t/taskProcessingResults/x/resume";
        AssertWritten(
            $$$$"""
            {"source":null,"type":null,"data":{"callbackUriPath":"{{{{TemplatePath}}}}","task":{"id":"t"},
            "taskProcessingResult":{"id":"x"}}}
            """,
            $$$$"""{"data":{"callbackUriPath":"{{{{TemplatePath}}}}"} }"""
        );
    }

    private static void AssertWritten(string expected, string read)
    {
        Callout callout = CalloutReader.Read(read);
        string written = CalloutWriter.Write(callout, indented: false);
        Assert.Equal(expected.ReplaceLineEndings(""), written);
        string indented = CalloutWriter.Write(callout, indented: true);
        Assert.Contains("\n  \"", indented.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(written, CalloutWriter.Write(CalloutReader.Read(indented), indented: false));
    }
}
