using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Permissions;

/// <summary>
/// What a cmdlet needs: any one of its permissions, the least privileged first, some of which are two, and what no
/// token tells.
/// </summary>
internal sealed record CmdletPermissions(
    string Cmdlet,
    string[] Permissions,
    string UserRemark,
    string ApplicationRemark = ""
)
{
    private const string Both = " and ";
    private const string Unreadable = "The token cannot be read. Try the cmdlet.";
    private const string ReaderRole =
        "A user also needs the directory role Global Reader or Lifecycle Workflows Administrator.";
    private const string AdministratorRole = "A user also needs the directory role Lifecycle Workflows Administrator.";
    private const string CatalogRole = "A managed identity also needs an entitlement management role on the catalog.";
    private const string AuthorizedApps =
        "An application among the authorizedApps of the custom task extension needs no permission.";

    private static readonly string[] Everything = ["LifecycleWorkflows.Read.All", "LifecycleWorkflows.ReadWrite.All"];
    private static readonly string[] Workflows =
    [
        "LifecycleWorkflows-Workflow.Read.All",
        "LifecycleWorkflows-Workflow.ReadWrite.All",
        .. Everything,
    ];
    private static readonly string[] Reports = ["LifecycleWorkflows-Reports.Read.All", .. Everything];
    private static readonly string[] WorkflowsAndReports =
    [
        "LifecycleWorkflows-Workflow.ReadBasic.All and LifecycleWorkflows-Reports.Read.All",
        "LifecycleWorkflows-Workflow.Read.All and LifecycleWorkflows-Reports.Read.All",
        "LifecycleWorkflows-Workflow.ReadWrite.All and LifecycleWorkflows-Reports.Read.All",
        .. Everything,
    ];
    private static readonly string[] Changes = ["LifecycleWorkflows.ReadWrite.All"];

    public static readonly IReadOnlyList<CmdletPermissions> All =
    [
        new("Export-LwfReport", WorkflowsAndReports, ReaderRole),
        new(
            "Get-LwfAccessPackageAssignmentRequest",
            ["EntitlementManagement.Read.All", "EntitlementManagement.ReadWrite.All"],
            "",
            CatalogRole
        ),
        new(
            "Get-LwfCustomTaskExtension",
            ["LifecycleWorkflows-CustomExt.Read.All", "LifecycleWorkflows-CustomExt.ReadWrite.All", .. Everything],
            ReaderRole
        ),
        new("Get-LwfPendingTask", WorkflowsAndReports, ReaderRole),
        new("Get-LwfRun", Reports, ReaderRole),
        new("Get-LwfSetting", Everything, ReaderRole),
        new("Get-LwfSubjectProcessingResult", Reports, ReaderRole),
        new("Get-LwfSummary", Reports, ReaderRole),
        new("Get-LwfTaskDefinition", Everything, ReaderRole),
        new("Get-LwfTaskProcessingResult", Reports, ReaderRole),
        new("Get-LwfTaskReport", Reports, ReaderRole),
        new("Get-LwfUserProcessingResult", Reports, ReaderRole),
        new(
            "Get-LwfWorkflow",
            ["LifecycleWorkflows-Workflow.ReadBasic.All", .. Workflows],
            $"{ReaderRole} Deleted workflows take LifecycleWorkflows-Workflow.Read.All.",
            "Deleted workflows take LifecycleWorkflows-Workflow.Read.All."
        ),
        new("Get-LwfWorkflowTask", Workflows, ReaderRole),
        new("Get-LwfWorkflowTemplate", Everything, ReaderRole),
        new("Get-LwfWorkflowVersion", Workflows, ReaderRole),
        new("New-LwfTaskProcessingResult", Changes, AdministratorRole),
        new("Resume-LwfAccessPackageAssignmentRequest", ["EntitlementManagement.ReadWrite.All"], "", CatalogRole),
        new("Resume-LwfTaskProcessingResult", Changes, AdministratorRole, AuthorizedApps),
        new("Wait-LwfTaskProcessingResult", Reports, ReaderRole),
    ];

    /// <summary>The permissions of which one entry is made.</summary>
    public static string[] Parts(string permission) => permission.Split(Both);

    public CmdletAccess Compare(TokenClaims token)
    {
        string? held = Permissions.FirstOrDefault(permission =>
            Parts(permission).All(each => token.Permissions.Contains(each, StringComparer.OrdinalIgnoreCase))
        );
        string remark =
            !token.IsReadable ? Unreadable
            : token.Kind == TokenClaims.Delegated ? UserRemark
            : ApplicationRemark;
        return new()
        {
            Cmdlet = Cmdlet,
            Access =
                !token.IsReadable ? "Unknown"
                : held is not null ? "Allowed"
                : remark == AuthorizedApps ? "Unknown"
                : "Denied",
            Permission = held,
            MissingPermission = token.IsReadable && held is null ? Permissions[0] : null,
            Remark = remark.Length > 0 ? remark : null,
            TokenKind = token.Kind,
            TokenPermissions = token.Permissions,
            TokenExpiresDateTime = token.ExpiresOn,
        };
    }
}
