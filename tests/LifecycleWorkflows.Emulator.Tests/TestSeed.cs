namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// A small tenant in which every kind of thing exists, below a live workflow, a deleted one and a template. Ids hold
/// characters that have a meaning in URLs.
/// </summary>
internal static class TestSeed
{
    public const string Workflow = "w/live ?%25#😀";
    public const string DeletedWorkflow = "w/deleted&=+";
    public const string Template = "m:1";
    public const string Run = "r/1_638";
    public const string UserResult = "u 1";
    public const string WaitTask = "t/wait";
    public const string MailTask = "t mail";
    public const string Waiting = "p/waiting'1";
    public const string Queued = "p/queued";
    public const string User = "user 1";

    public static string Json { get; } =
        """
            {
              "users": [
                { "id": "user 1", "displayName": "Adele Vance", "userPrincipalName": "AdeleV@contoso.com", "mail": "AdeleV@contoso.com" },
                { "id": "user 2", "displayName": "Alex Wilber" }
              ],
              "taskDefinitions": [
                { "id": "4262b724-8dba-4fad-afc3-43fcbb497a0e", "displayName": "Run a Custom Task Extension", "category": "joiner,leaver,mover" },
                { "id": "70b29d51-b59a-4773-9280-8841dfd3f2ea", "displayName": "Send Welcome Email", "category": "joiner" }
              ],
              "customTaskExtensions": [
                { "id": "e1", "displayName": "Waits", "createdDateTime": "-P1D", "createdBy": "user 1", "callbackConfiguration": { "timeoutDuration": "PT1H" } },
                { "id": "e2", "displayName": "Does not wait" }
              ],
              "workflowTemplates": [
                { "id": "m:1", "displayName": "Template", "category": "joiner", "tasks": TASKS,
                  "userProcessingResults": [ { "id": "u 1", "subject": "user 1", "taskProcessingResults": RESULTS } ] }
              ],
              "workflows": [ WORKFLOW, DELETED ],
              "assignmentRequests": [
                { "id": "q/1", "requestType": "userAdd", "state": "submitted", "status": "WaitingForCallback", "requestor": "user 1",
                  "accessPackage": { "id": "ap1", "displayName": "Sales" }, "assignmentId": "a/1", "createdDateTime": "-PT1H",
                  "customExtensionCalloutInstances": [ { "id": "i1", "stage": "assignmentRequestCreated", "status": "waitingForCallback" } ] },
                { "id": "q2", "requestType": "userAdd", "state": "delivered", "status": "Delivered", "requestor": "user 2",
                  "accessPackage": { "id": "ap1", "displayName": "Sales" }, "assignmentId": "a2", "createdDateTime": "-PT2H" }
              ]
            }
            """.Replace("WORKFLOW", WorkflowJson(Workflow, ""), StringComparison.Ordinal).Replace(
            "DELETED",
            WorkflowJson(DeletedWorkflow, "\"deletedDateTime\": \"-PT1H\","),
            StringComparison.Ordinal
        ).Replace("TASKS", TasksJson, StringComparison.Ordinal).Replace(
            "RESULTS",
            ResultsJson,
            StringComparison.Ordinal
        );

    private const string TasksJson = """
        [ { "id": "t/wait", "taskDefinitionId": "4262b724-8dba-4fad-afc3-43fcbb497a0e", "displayName": "Create mailbox",
            "arguments": [ { "name": "customTaskExtensionID", "value": "e1" } ] },
          { "id": "t mail", "taskDefinitionId": "70b29d51-b59a-4773-9280-8841dfd3f2ea" } ]
        """;

    private const string ResultsJson = """
        [ { "id": "p/waiting'1", "task": "t/wait", "processingStatus": "inProgress" },
          { "id": "p/queued", "task": "t mail", "processingStatus": "queued" } ]
        """;

    private static string WorkflowJson(string id, string more) =>
        $$"""
            { "id": "{{id}}", "displayName": "Workflow", "category": "joiner", {{more}}
              "versions": [ { "versionNumber": 1, "createdDateTime": "-P2D", "createdBy": "user 1", "tasks": TASKS } ],
              "runs": [ { "id": "r/1_638", "scheduledDateTime": "-PT3H", "startedDateTime": "-PT2H",
                "userProcessingResults": [ { "id": "u 1", "subject": "user 1", "taskProcessingResults": RESULTS } ] } ] }
            """;
}
