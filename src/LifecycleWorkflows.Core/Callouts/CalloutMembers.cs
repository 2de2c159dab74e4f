namespace LifecycleWorkflows;

/// <summary>
/// The names in the JSON of callouts. Callouts of tasks have their properties in <c>data</c>; those of access package
/// assignment requests can have them at the top.
/// </summary>
internal static class CalloutMembers
{
    public const string RequestBody = "RequestBody";
    public const string Data = "data";
    public const string DataBase64 = "data_base64";
    public const string Body = "body";
    public const string RawBody = "rawBody";
    public const string Outputs = "outputs";
    public const string Inputs = "inputs";
    public const string Content = "content";
    public const string EncodedContent = "$content";
    public const string Multipart = "$multipart";
    public const string ContentData = "ContentData";
    public const string MessageText = "MessageText";
    public const string Source = "source";
    public const string Type = "type";
    public const string CallbackUriPath = "callbackUriPath";

    public const string Subject = "subject";
    public const string Task = "task";
    public const string TaskProcessingResult = "taskProcessingResult";
    public const string Workflow = "workflow";

    public const string AccessPackageAssignmentRequestId = "AccessPackageAssignmentRequestId";
    public const string CustomExtensionStageInstanceId = "CustomExtensionStageInstanceId";
    public const string Stage = "Stage";
    public const string AccessPackage = "AccessPackage";
    public const string Assignment = "Assignment";
    public const string Requestor = "Requestor";
    public const string RequestType = "RequestType";
    public const string State = "State";
    public const string Status = "Status";

    /// <summary>What can have a callout inside.</summary>
    public static readonly string[] OfEnvelope =
    [
        RequestBody,
        Data,
        DataBase64,
        Body,
        RawBody,
        Outputs,
        Inputs,
        Content,
        EncodedContent,
        Multipart,
        ContentData,
        MessageText,
    ];

    /// <summary>What only an event has.</summary>
    public static readonly string[] OfEvent = ["specversion", "eventType", "eventTime", "dataVersion", DataBase64];

    /// <summary>Any of these makes a callout one of a task.</summary>
    public static readonly string[] OfTask = [Subject, Task, TaskProcessingResult, Workflow];

    /// <summary>Any of these makes a callout one of an access package assignment request.</summary>
    public static readonly string[] OfRequest =
    [
        AccessPackageAssignmentRequestId,
        CustomExtensionStageInstanceId,
        Stage,
    ];

    /// <summary>What else the callout of an access package assignment request contains.</summary>
    public static readonly string[] RestOfRequest = [AccessPackage, Assignment, Requestor, RequestType, State, Status];

    private static readonly HashSet<string> Known = new(
        [
            .. OfEnvelope,
            Source,
            Type,
            CallbackUriPath,
            .. OfTask,
            .. OfRequest,
            .. RestOfRequest,
            "id",
            "createdDateTime",
            "displayName",
            "email",
            "manager",
            "ObjectId",
            "PrincipalName",
            "Target",
            "userPrincipalName",
            "workflowVersion",
            "workflowVerson",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether an error may show a name. Any other name is as untrusted as a value.</summary>
    public static bool IsKnown(string name) => Known.Contains(name);
}
