namespace LifecycleWorkflows.Emulator.Access;

/// <summary>
/// Microsoft's permission table, row by row. Delegated and application permissions have the same names.
/// </summary>
internal static class Permissions
{
    private const string Read = "LifecycleWorkflows.Read.All";
    private const string ReadWrite = "LifecycleWorkflows.ReadWrite.All";
    private const string WorkflowReadAll = "LifecycleWorkflows-Workflow.Read.All";
    private const string WorkflowReadWriteAll = "LifecycleWorkflows-Workflow.ReadWrite.All";
    private const string DirectoryRead = "Directory.Read.All";
    private const string DirectoryReadWrite = "Directory.ReadWrite.All";
    private const string CustomExtensionReadWriteAll = "LifecycleWorkflows-CustomExt.ReadWrite.All";
    private const string ManagementReadWrite = "EntitlementManagement.ReadWrite.All";

    public static Permission WorkflowBasics { get; } =
        new("LifecycleWorkflows-Workflow.ReadBasic.All", WorkflowReadAll, WorkflowReadWriteAll, Read, ReadWrite);

    public static Permission Workflows { get; } = new(WorkflowReadAll, WorkflowReadWriteAll, Read, ReadWrite);

    public static Permission ChangeWorkflows { get; } = new(WorkflowReadWriteAll, ReadWrite);

    public static Permission Activate { get; } =
        new("LifecycleWorkflows-Workflow.Activate", WorkflowReadWriteAll, ReadWrite);

    public static Permission Reports { get; } = new("LifecycleWorkflows-Reports.Read.All", Read, ReadWrite);

    public static Permission CustomExtensions { get; } =
        new("LifecycleWorkflows-CustomExt.Read.All", CustomExtensionReadWriteAll, Read, ReadWrite);

    public static Permission Everything { get; } = new(Read, ReadWrite);

    public static Permission ChangeEverything { get; } = new(ReadWrite);

    public static Permission Users { get; } =
        new("User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", DirectoryRead, DirectoryReadWrite);

    public static Permission Groups { get; } =
        new(
            "GroupMember.Read.All",
            "GroupMember.ReadWrite.All",
            "Group.Read.All",
            "Group.ReadWrite.All",
            DirectoryRead,
            DirectoryReadWrite
        );

    public static Permission AssignmentRequests { get; } = new("EntitlementManagement.Read.All", ManagementReadWrite);

    public static Permission ChangeAssignmentRequests { get; } = new(ManagementReadWrite);
}
