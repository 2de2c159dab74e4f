using Microsoft.Graph.Models;
using Microsoft.Graph.Models.IdentityGovernance;
using WorkflowBuilder = Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item.WorkflowItemRequestBuilder;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>What the SDK's builders send to start, stop and change workflows is understood.</summary>
public sealed class SdkActionTests : SdkTest
{
    private WorkflowBuilder Leavers => V1.IdentityGovernance.LifecycleWorkflows.Workflows["leavers"];

    protected override string? Seed => WorkflowActionTest.SeedJson;

    public static TheoryData<ActivationScope, int> Scopes =>
        new()
        {
            {
                new ActivateUserScope { Users = [new() { Id = "ada" }, new() { Id = "cyd" }] },
                2
            },
            {
                new ActivateGroupScope { Group = new() { Id = "leaving" } },
                2
            },
            {
                new ActivateRunScope
                {
                    Run = new() { Id = "r1" },
                    TaskScope = ActivationTaskScopeType.FailedTasks,
                    UserScope = ActivationUserScopeType.FailedUsers,
                },
                2
            },
            {
                new ActivateProcessingResultScope
                {
                    ProcessingResults = [new() { Id = "u1 cyd" }],
                    TaskScope = ActivationTaskScopeType.AllTasks,
                },
                1
            },
        };

    [Theory, MemberData(nameof(Scopes), DisableDiscoveryEnumeration = true)]
    public async Task Starts_on_each_scope_and_reads_it_back(ActivationScope scope, int users)
    {
        await Leavers.MicrosoftGraphIdentityGovernanceActivateWithScope.PostAsync(
            new() { Scope = scope },
            cancellationToken: Ct
        );

        Run run = Assert.Single(
            (await Leavers.Runs.GetAsync(cancellationToken: Ct))!.Value!,
            each => each.ActivatedOnScope is not null
        );
        Assert.IsType(scope.GetType(), run.ActivatedOnScope);
        Assert.Equal(users, run.TotalUsersCount);
    }

    [Fact]
    public async Task Finds_the_runs_that_processed_again()
    {
        await Leavers.MicrosoftGraphIdentityGovernanceActivateWithScope.PostAsync(
            new()
            {
                Scope = new ActivateRunScope
                {
                    Run = new() { Id = "r1" },
                    TaskScope = ActivationTaskScopeType.FailedTasks,
                    UserScope = ActivationUserScopeType.FailedUsers,
                },
            },
            cancellationToken: Ct
        );

        Run expanded = (
            await Leavers.Runs["r1"].GetAsync(request => request.QueryParameters.Expand = ["reprocessedRuns"], Ct)
        )!;
        Run listed = Assert.Single((await Leavers.Runs["r1"].ReprocessedRuns.GetAsync(cancellationToken: Ct))!.Value!);
        Assert.Equal(listed.Id, Assert.Single(expanded.ReprocessedRuns!).Id);
    }

    [Fact]
    public async Task Starts_previews_and_cancels()
    {
        await Leavers.MicrosoftGraphIdentityGovernanceActivate.PostAsync(
            new() { Subjects = [new() { Id = "ada" }] },
            cancellationToken: Ct
        );
        await Leavers.MicrosoftGraphIdentityGovernancePreviewWorkflow.PostAsync(
            new() { Subjects = [new User { Id = "ada" }] },
            cancellationToken: Ct
        );
        await Leavers.MicrosoftGraphIdentityGovernanceCancelProcessing.PostAsync(
            new() { Scope = new CancelRunsScope { Runs = [new() { Id = "r2" }] } },
            cancellationToken: Ct
        );

        Assert.Equal(5, (await Leavers.Runs.GetAsync(cancellationToken: Ct))!.Value!.Count);
        Assert.Equal(
            LifecycleWorkflowProcessingStatus.Canceled,
            (await Leavers.Runs["r2"].GetAsync(cancellationToken: Ct))!.ProcessingStatus
        );
    }

    [Fact]
    public async Task Reads_which_tasks_would_fail()
    {
        PreviewFailedTask failure = Assert.Single(
            (
                await V1
                    .IdentityGovernance.LifecycleWorkflows.Workflows["broken"]
                    .MicrosoftGraphIdentityGovernancePreviewTaskFailures.PostAsPreviewTaskFailuresPostResponseAsync(
                        cancellationToken: Ct
                    )
            )!.Value!
        );

        Assert.Equal(
            ("b1", "disable", "Disable user account", "The group does not exist."),
            (failure.TaskId, failure.DefinitionId, failure.Name, failure.FailureReason)
        );
    }

    [Fact]
    public async Task Changes_deletes_and_restores()
    {
        await Leavers.PatchAsync(new() { IsEnabled = false, IsSchedulingEnabled = false }, cancellationToken: Ct);
        await Leavers.DeleteAsync(cancellationToken: Ct);

        Workflow restored = (
            await V1
                .IdentityGovernance.LifecycleWorkflows.DeletedItems.Workflows["leavers"]
                .MicrosoftGraphIdentityGovernanceRestore.PostAsync(cancellationToken: Ct)
        )!;

        Assert.Equal(("leavers", false), (restored.Id, restored.IsEnabled));
        await V1
            .IdentityGovernance.LifecycleWorkflows.DeletedItems.Workflows["gone"]
            .DeleteAsync(cancellationToken: Ct);
        Assert.Empty(
            (
                await V1.IdentityGovernance.LifecycleWorkflows.DeletedItems.Workflows.GetAsync(cancellationToken: Ct)
            )!.Value!
        );
    }

    [Fact]
    public async Task Clears_a_quarantine()
    {
        WorkflowBuilder ill = V1.IdentityGovernance.LifecycleWorkflows.Workflows["ill"];
        Assert.Equal(
            QuarantineType.CountBasedThresholdExceeded,
            (await ill.GetAsync(cancellationToken: Ct))!.QuarantineDetails!.QuarantineType
        );

        Workflow cleared = (
            await ill.MicrosoftGraphIdentityGovernanceClearQuarantine.PostAsync(cancellationToken: Ct)
        )!;

        Assert.Equal(QuarantineType.NotQuarantined, cleared.QuarantineDetails!.QuarantineType);
    }

    [Fact]
    public async Task Reads_who_is_in_scope()
    {
        Assert.Equal(
            ["ada", "bob", "eve"],
            (await Leavers.PreviewScope.GetAsync(cancellationToken: Ct))!
                .Value!.Cast<User>()
                .Select(user => user.Id)
                .Order()
        );
        Assert.Equal(2, (await Leavers.ExecutionScope.GetAsync(cancellationToken: Ct))!.Value!.Count);
    }

    [Fact]
    public async Task Finds_users_and_groups()
    {
        Assert.Equal("ada", (await V1.Users["ada@contoso.com"].GetAsync(cancellationToken: Ct))!.Id);
        Assert.Equal(
            "leaving",
            Assert
                .Single(
                    (
                        await V1.Groups.GetAsync(
                            request => request.QueryParameters.Filter = "displayName eq 'Leaving'",
                            Ct
                        )
                    )!.Value!
                )
                .Id
        );
        Assert.Equal(
            ["ada", "bob"],
            (await V1.Groups["leaving"].Members.GetAsync(cancellationToken: Ct))!
                .Value!.Cast<User>()
                .Select(user => user.Id)
        );
    }
}
