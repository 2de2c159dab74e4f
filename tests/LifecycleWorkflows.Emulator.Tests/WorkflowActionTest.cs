using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// A tenant in which workflows are started, stopped and changed: one that can be run, with an earlier run in which two
/// of three users failed, one that is disabled, one that is quarantined and one that is deleted.
/// </summary>
public abstract class WorkflowActionTest : EmulatorTest
{
    protected const string Root = $"v1.0/{LifecycleWorkflows}";
    protected const string Governance = "microsoft.graph.identityGovernance";
    protected const string Leavers = $"{Root}/workflows/leavers";

    protected override string? Seed => SeedJson;

    internal static string SeedJson { get; } =
        """
            {
              "users": [
                { "id": "ada", "displayName": "Ada", "userPrincipalName": "Ada@contoso.com", "department": "Sales", "employeeLeaveDateTime": "P2D" },
                { "id": "bob", "displayName": "Bob", "userPrincipalName": "bob@contoso.com", "department": "Sales", "employeeLeaveDateTime": "P40D" },
                { "id": "cyd", "displayName": "Cyd", "userPrincipalName": "cyd@contoso.com", "department": "Legal", "directoryRoles": ["License Administrator"] },
                { "id": "eve", "displayName": "Eve", "userPrincipalName": "eve@contoso.com", "department": "Sales", "employeeLeaveDateTime": "P2D" },
                { "id": "9fbb355b-94b4-5c81-a0e2-86d83d4829bb", "displayName": "Diego", "userPrincipalName": "diego@contoso.com" }
              ],
              "groups": [
                { "id": "leaving", "displayName": "Leaving", "description": "Who leaves", "members": ["ada", "bob"] },
                { "id": "empty", "displayName": "Empty" }
              ],
              "apps": [ { "appId": "runbook", "directoryRoles": ["license administrator"] } ],
              "taskDefinitions": [
                { "id": "disable", "displayName": "Disable user account", "category": "leaver" },
                { "id": "licenses", "displayName": "Remove licenses", "category": "leaver", "requiredRole": "License Administrator" },
                { "id": "ext", "displayName": "Run a Custom Task Extension", "category": "leaver" }
              ],
              "customTaskExtensions": [ { "id": "waits", "displayName": "Mailbox", "callbackConfiguration": { "timeoutDuration": "PT1H" } } ],
              "workflows": [
                { "id": "leavers", "displayName": "Offboard leavers", "category": "leaver", "isSchedulingEnabled": true, "nextScheduleRunDateTime": "PT1H",
                  "executionConditions": {
                    "@odata.type": "#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions",
                    "scope": { "@odata.type": "#microsoft.graph.identityGovernance.ruleBasedSubjectSet", "rule": "(department eq 'sales')" },
                    "trigger": { "@odata.type": "#microsoft.graph.identityGovernance.timeBasedAttributeTrigger", "timeBasedAttribute": "employeeLeaveDateTime", "offsetInDays": -2 } },
                  "versions": [
                    { "versionNumber": 1, "tasks": [ { "id": "d", "taskDefinitionId": "disable" } ] },
                    { "versionNumber": 2, "tasks": [
                      { "id": "d", "taskDefinitionId": "disable", "failures": [ { "subject": "bob", "failureReason": "Still busy.", "times": 1 } ] },
                      { "id": "l", "taskDefinitionId": "licenses", "continueOnError": true },
                      { "id": "off", "taskDefinitionId": "disable", "isEnabled": false } ] } ],
                  "runs": [
                    { "id": "r0", "workflowVersion": 1, "scheduledDateTime": "-P2D", "startedDateTime": "-P2D", "userProcessingResults": [
                      { "id": "u0 ada", "subject": "ada", "taskProcessingResults": [ { "id": "p0", "task": "d", "processingStatus": "failed", "failureReason": "Old" } ] } ] },
                    { "id": "r1", "scheduledDateTime": "-PT2H", "startedDateTime": "-PT2H", "userProcessingResults": [
                      { "id": "u1 ada", "subject": "ada", "taskProcessingResults": [
                        { "id": "p1", "task": "d", "processingStatus": "completed" }, { "id": "p2", "task": "l", "processingStatus": "failed", "failureReason": "No licence" } ] },
                      { "id": "u1 bob", "subject": "bob", "taskProcessingResults": [
                        { "id": "p3", "task": "d", "processingStatus": "failed", "failureReason": "Busy" }, { "id": "p4", "task": "l", "processingStatus": "canceled" } ] },
                      { "id": "u1 cyd", "subject": "cyd", "taskProcessingResults": [
                        { "id": "p5", "task": "d", "processingStatus": "completed" }, { "id": "p6", "task": "l", "processingStatus": "completed" } ] } ] },
                    { "id": "r2", "scheduledDateTime": "PT1H", "userProcessingResults": [
                      { "id": "u2 cyd", "subject": "cyd", "taskProcessingResults": [
                        { "id": "p7", "task": "d", "processingStatus": "queued" }, { "id": "p8", "task": "l", "processingStatus": "queued" } ] } ] } ] },
                { "id": "waiting", "displayName": "Wait for mailboxes", "category": "leaver", "versions": [ { "versionNumber": 1, "tasks": [
                    { "id": "w1", "taskDefinitionId": "disable" },
                    { "id": "w2", "taskDefinitionId": "ext", "arguments": [ { "name": "customTaskExtensionID", "value": "waits" } ] },
                    { "id": "w3", "taskDefinitionId": "disable" } ] } ],
                  "executionConditions": {
                    "@odata.type": "#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions",
                    "scope": { "@odata.type": "#microsoft.graph.identityGovernance.groupBasedSubjectSet", "groups": [ { "id": "leaving" } ] },
                    "trigger": { "@odata.type": "#microsoft.graph.identityGovernance.membershipChangeTrigger", "changeType": "add" } } },
                { "id": "broken", "displayName": "Broken", "category": "leaver", "versions": [ { "versionNumber": 1, "tasks": [
                    { "id": "b1", "taskDefinitionId": "disable", "continueOnError": true, "configurationError": "The group does not exist." },
                    { "id": "b2", "taskDefinitionId": "licenses" },
                    { "id": "b3", "taskDefinitionId": "disable", "isEnabled": false, "configurationError": "Not looked at." } ] } ] },
                { "id": "off", "displayName": "Disabled", "category": "leaver", "isEnabled": false, "versions": [ { "versionNumber": 1, "tasks": [ { "id": "o1", "taskDefinitionId": "disable" } ] } ] },
                { "id": "ill", "displayName": "Quarantined", "category": "leaver", "versions": [ { "versionNumber": 1, "tasks": [ { "id": "i1", "taskDefinitionId": "disable" } ] } ],
                  "quarantine": { "quarantinedDateTime": "-PT1H", "quarantineReason": "Too many users failed.", "quarantineType": "countBasedThresholdExceeded" } },
                { "id": "gone", "displayName": "Gone", "category": "leaver", "deletedDateTime": "-PT1H", "versions": [ { "versionNumber": 1, "tasks": [ { "id": "g1", "taskDefinitionId": "disable" } ] } ] }
              ]
            }
            """;

    protected static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    protected async Task<JsonElement[]> ListAsync(string path) =>
        [.. (await GetAsync(path)).GetProperty("value").EnumerateArray()];

    protected Task<HttpStatusCode> ActAsync(string workflow, string action, string? body = null) =>
        StatusAsync(HttpMethod.Post, $"{Root}/workflows/{workflow}/{action}", body);

    protected Task<HttpStatusCode> ActivateAsync(string workflow, string type, string members) =>
        ActAsync(workflow, "activateWithScope", ScopeBody(type, members));

    /// <summary>The body of an action that takes a scope.</summary>
    protected static string ScopeBody(string type, string members) =>
        $$$"""{"scope":{"@odata.type":"#{{{Governance}}}.{{{type}}}",{{{members}}}}}""";

    /// <summary>The newest run of a workflow, with what it did to whom.</summary>
    protected async Task<JsonElement> NewestRunAsync(string workflow = "leavers")
    {
        Client.DefaultRequestHeaders.Remove("Prefer");
        Client.DefaultRequestHeaders.Add("Prefer", "include-unknown-enum-members");
        return (await ListAsync($"{Root}/workflows/{workflow}/runs?$orderby=scheduledDateTime desc")).First(run =>
            Text(run, "id") != "r2"
        );
    }

    /// <summary>What a run did: user, task, status.</summary>
    protected async Task<string[]> DoneAsync(JsonElement run, string workflow = "leavers") =>
        [
            .. (await ListAsync($"{Root}/workflows/{workflow}/runs/{Text(run, "id")}/taskProcessingResults"))
                .Select(result =>
                    $"{Text(result.GetProperty("subject"), "id")} {Text(result.GetProperty("task"), "id")} {Text(result, "processingStatus")}"
                )
                .Order(StringComparer.Ordinal),
        ];

    protected Task SetAsync(string settings) => StatusAsync(HttpMethod.Patch, "emulator/settings", settings);
}
