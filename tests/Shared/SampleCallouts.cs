namespace LifecycleWorkflows.Tests;

/// <summary>One callout of each kind, with all properties.</summary>
internal static class SampleCallouts
{
    public const string Path =
        "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x/resume";

    public const string Task = $$"""
        {
          "source": "s", "type": "y",
          "data": {
            "callbackUriPath": "{{Path}}",
            "subject": { "id": "u", "displayName": "Adele", "email": "a@contoso.com", "userPrincipalName": "adele@contoso.com", "manager": { "id": "m", "displayName": "Miriam" } },
            "task": { "id": "t", "displayName": "Create mailbox" },
            "taskProcessingResult": { "id": "x", "createdDateTime": "2026-11-20T10:15:30.1234567+02:00" },
            "workflow": { "id": "w", "displayName": "Onboard", "workflowVersion": 3 },
            "later": { "deep": [1] }
          }
        }
        """;

    public const string Request = """
        {"AccessPackageAssignmentRequestId":"q","CallbackUriPath":"/identityGovernance/entitlementManagement/accessPackageAssignments/a/accessPackageAssignmentRequests/q/resume",
         "CustomExtensionStageInstanceId":"i","Stage":"AssignmentRequestCreated","RequestType":"UserAdd","State":"Submitted","Status":"WaitingForCallback","Answers":[{"x":1}],
         "AccessPackage":{"Id":"p","DisplayName":"Sales"},"Assignment":{"Target":{"ObjectId":"o","PrincipalName":"adele@contoso.com"}}}
        """;
}
