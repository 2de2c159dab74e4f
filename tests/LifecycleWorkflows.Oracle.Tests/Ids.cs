namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>The names under which ids are given and carried.</summary>
internal static class Ids
{
    public const string Workflow = "WorkflowId";
    public const string Version = "VersionNumber";
    public const string Template = "WorkflowTemplateId";
    public const string Run = "RunId";
    public const string UserResult = "UserProcessingResultId";
    public const string SubjectResult = "SubjectProcessingResultId";
    public const string Report = "TaskReportId";
    public const string Task = "TaskId";
    public const string TaskResult = "TaskProcessingResultId";
    public const string ParentTaskResult = "ParentTaskProcessingResultId";
    public const string Request = "AccessPackageAssignmentRequestId";
    public const string Assignment = "AccessPackageAssignmentId";
    public const string Definition = "TaskDefinitionId";
    public const string Extension = "CustomTaskExtensionId";

    public static readonly string[] All =
    [
        Workflow,
        Version,
        Template,
        Run,
        UserResult,
        SubjectResult,
        Report,
        Task,
        TaskResult,
        ParentTaskResult,
        Request,
        Assignment,
        Definition,
        Extension,
    ];

    /// <summary>The name of a kind's own id.</summary>
    public static string Of(Kind kind) =>
        kind switch
        {
            Kind.Workflow => Workflow,
            Kind.Version => Version,
            Kind.Task => Task,
            Kind.Template => Template,
            Kind.Run => Run,
            Kind.UserResult => UserResult,
            Kind.SubjectResult => SubjectResult,
            Kind.Report => Report,
            Kind.Request => Request,
            Kind.Definition => Definition,
            Kind.Extension => Extension,
            _ => TaskResult,
        };
}
