using System.Text.RegularExpressions;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>
/// The permissions of a cmdlet stand in its attribute. With LWF_UPDATE_DOCS=1 the help is written instead of compared.
/// </summary>
public sealed class PermissionTests
{
    private const int PageWidth = 120;

    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("LWF_UPDATE_DOCS") == "1";

    public static TheoryData<string> Cmdlets() => [.. CmdletPermissions.All.Select(each => each.Cmdlet)];

    [Fact]
    public void Every_cmdlet_that_uses_the_service_says_what_it_needs()
    {
        IEnumerable<string> cmdlets = typeof(LwfServiceCmdlet)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(LwfServiceCmdlet)) && !type.IsAbstract)
            .Select(type => type.Name);
        Assert.Equal(
            cmdlets.Order(StringComparer.Ordinal),
            CmdletPermissions
                .All.Select(each => each.Cmdlet.Replace("-", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_notes_of_a_cmdlet_begin_with_what_it_needs(string name)
    {
        string file = Repository.File("docs", "en-US", name + ".md");
        string page = File.ReadAllText(file);
        string notes = Wrap(CmdletPermissions.All.Single(each => each.Cmdlet == name).Note, PageWidth);
        Match found = Regex.Match(page, @"(?<=^## NOTES\n\n)(.+\n)+(?=\n)", RegexOptions.Multiline);
        if (IsUpdate)
            File.WriteAllText(file, page[..found.Index] + notes + page[(found.Index + found.Length)..]);
        else
            Assert.Equal(notes, found.Value);
    }

    [Fact]
    public void The_about_topic_has_a_row_for_each_least_permission()
    {
        string file = Repository.File("docs", "en-US", "about_Lwf_Connections.md");
        string page = File.ReadAllText(file);
        IEnumerable<string> rows = CmdletPermissions
            .All.GroupBy(each => (Least: each.Permissions[0], each.Remarks), each => each.Cmdlet)
            .OrderBy(group => group.Key.Least, StringComparer.Ordinal)
            .Select(group => $"| {string.Join(", ", group)} | {group.Key.Least} | {group.Key.Remarks} |\n");
        string table = string.Concat(rows.Prepend("| Cmdlet | Permission | Remarks |\n|---|---|---|\n"));
        Match found = Regex.Match(page, @"(?<=^### Permissions.*\n\n)(\|.*\n)+", RegexOptions.Multiline);
        if (IsUpdate)
            File.WriteAllText(file, page[..found.Index] + table + page[(found.Index + found.Length)..]);
        else
            Assert.Equal(table, found.Value);
    }

    [Theory]
    [InlineData("about_Lwf_Connections", "Without -Scopes, a user requests")]
    [InlineData("Connect-Lwf", "requests the permissions for reading:")]
    public void The_help_names_what_a_user_requests_without_Scopes(string name, string beginning)
    {
        string page = File.ReadAllText(Repository.File("docs", "en-US", name + ".md")).Replace('\n', ' ');
        string scopes = string.Join(" and ", CmdletPermissions.DefaultScopes);
        Assert.Contains($"{beginning} {scopes}.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_operations_need_a_permission_each_or_one_that_both_accept()
    {
        Assert.Equal(
            [
                "LifecycleWorkflows-Workflow.ReadBasic.All and LifecycleWorkflows-Reports.Read.All",
                "LifecycleWorkflows-Workflow.Read.All and LifecycleWorkflows-Reports.Read.All",
                "LifecycleWorkflows-Workflow.ReadWrite.All and LifecycleWorkflows-Reports.Read.All",
                "LifecycleWorkflows.Read.All",
                "LifecycleWorkflows.ReadWrite.All",
            ],
            Of("Get-LwfPendingTask").Permissions
        );
    }

    [Theory]
    [InlineData("Get-LwfPendingTask", "Due times also need LifecycleWorkflows-CustomExt.Read.All.")]
    [InlineData("Get-LwfWorkflow", "Deleted workflows need LifecycleWorkflows-Workflow.Read.All.")]
    [InlineData("Get-LwfWorkflowTask", "The tasks of workflow templates need LifecycleWorkflows.Read.All.")]
    public void What_a_part_of_the_output_needs_is_a_remark(string name, string remark)
    {
        CmdletAccess access = Of(name).Compare(new(TokenClaims.Application, [Of(name).Permissions[^1]], null));
        Assert.Equal("Allowed", access.Access);
        Assert.EndsWith(remark, access.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_403_names_the_same_permission_and_role_as_the_help()
    {
        Assert.Equal(
            "Least privileged permission: LifecycleWorkflows-Reports.Read.All. A signed-in user "
                + "also needs the directory role Global Reader or Lifecycle Workflows Administrator.",
            GraphOperation.ReadRuns.Requirement
        );
        Assert.Contains(GraphOperation.ReadRuns.UserRemark!, Of("Get-LwfRun").Note, StringComparison.Ordinal);
    }

    private static CmdletPermissions Of(string name) => CmdletPermissions.All.Single(each => each.Cmdlet == name);

    private static string Wrap(string text, int width) => Regex.Replace(text, $@"(.{{1,{width}}})(?: |$)", "$1\n");
}
