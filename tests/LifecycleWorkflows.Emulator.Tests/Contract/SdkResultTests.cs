using Microsoft.Graph.Models.IdentityGovernance;
using SdkClient = Microsoft.Graph.GraphServiceClient;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>
/// The 13 places where task processing results hang in v1.0, each through the builder that the SDK has for it.
/// </summary>
public sealed class SdkResultTests : SdkTest
{
    private const string Task = TestSeed.WaitTask;
    private const string Run = TestSeed.Run;
    private const string UserResult = TestSeed.UserResult;
    private const string Report = $"{TestSeed.Run}_{TestSeed.WaitTask}";

    // The builders have nothing in common but the names of their members.
    private static readonly Dictionary<string, Func<SdkClient, dynamic>> Builders = new()
    {
        ["task"] = client => Live(client).Tasks[Task].TaskProcessingResults,
        ["run"] = client => Live(client).Runs[Run].TaskProcessingResults,
        ["run, user"] = client => Live(client).Runs[Run].UserProcessingResults[UserResult].TaskProcessingResults,
        ["user"] = client => Live(client).UserProcessingResults[UserResult].TaskProcessingResults,
        ["report"] = client => Live(client).TaskReports[Report].TaskProcessingResults,
        ["version, task"] = client => Live(client).Versions[1].Tasks[Task].TaskProcessingResults,
        ["deleted: task"] = client => Deleted(client).Tasks[Task].TaskProcessingResults,
        ["deleted: run"] = client => Deleted(client).Runs[Run].TaskProcessingResults,
        ["deleted: run, user"] = client =>
            Deleted(client).Runs[Run].UserProcessingResults[UserResult].TaskProcessingResults,
        ["deleted: user"] = client => Deleted(client).UserProcessingResults[UserResult].TaskProcessingResults,
        ["deleted: report"] = client => Deleted(client).TaskReports[Report].TaskProcessingResults,
        ["deleted: version, task"] = client => Deleted(client).Versions[1].Tasks[Task].TaskProcessingResults,
        ["template, task"] = client =>
            client
                .IdentityGovernance
                .LifecycleWorkflows
                .WorkflowTemplates[TestSeed.Template]
                .Tasks[Task]
                .TaskProcessingResults,
    };

    public static TheoryData<string> Places => [.. Builders.Keys];

    [Theory, MemberData(nameof(Places))]
    public async Task Lists_and_counts(string place)
    {
        dynamic results = Builders[place](V1);

        List<TaskProcessingResult> list = (await results.GetAsync()).Value;

        Assert.Contains(
            list,
            result =>
                result.Id == TestSeed.Waiting && result.ProcessingStatus == LifecycleWorkflowProcessingStatus.InProgress
        );
        Assert.Equal(list.Count, (int)await results.Count.GetAsync());
    }

    [Theory, MemberData(nameof(Places))]
    public async Task Gets_one_with_its_subject_and_its_task(string place)
    {
        dynamic result = Builders[place](V1)[TestSeed.Waiting];

        TaskProcessingResult whole = await result.GetAsync();

        Assert.Equal(TestSeed.User, whole.Subject!.Id);
        Assert.Equal("Create mailbox", whole.Task!.DisplayName);
        Assert.Equal(
            LifecycleTaskCategory.Joiner | LifecycleTaskCategory.Leaver | LifecycleTaskCategory.Mover,
            whole.Task.Category
        );
        Assert.Equal("Adele Vance", (await result.Subject.GetAsync()).DisplayName);
        Assert.Equal(TestSeed.WaitTask, (await result.Task.GetAsync()).Id);
    }

    [Theory, MemberData(nameof(Places))]
    public async Task Resumes_once(string place)
    {
        dynamic result = Builders[place](V1)[TestSeed.Waiting];

        await ResumeAsync(result);

        TaskProcessingResult resumed = await result.GetAsync();
        Assert.Equal(LifecycleWorkflowProcessingStatus.Completed, resumed.ProcessingStatus);
        Assert.Equal(Clock.Now, resumed.CompletedDateTime);
        Assert.Equal((409, "Conflict"), StatusAndCode(await RefusedAsync(() => ResumeAsync(result))));
    }

    [Theory, MemberData(nameof(Places))]
    public async Task Does_not_find_what_is_not_there(string place)
    {
        dynamic result = Builders[place](V1)["nothing"];

        Assert.Equal((404, "ResourceNotFound"), StatusAndCode(await RefusedAsync(() => (Task)result.GetAsync())));
        Assert.Equal((404, "ResourceNotFound"), StatusAndCode(await RefusedAsync(() => ResumeAsync(result))));
    }

    // Every place has a body type of its own, too.
    private static Task ResumeAsync(dynamic result)
    {
        object action = result.MicrosoftGraphIdentityGovernanceResume;
        dynamic body = Activator.CreateInstance(
            action.GetType().GetMethod("PostAsync")!.GetParameters()[0].ParameterType
        )!;
        body.Source = "sample";
        body.Type = "lifecycleEvent";
        body.Data = new CustomTaskExtensionCallbackData
        {
            OperationStatus = CustomTaskExtensionOperationStatus.Completed,
        };
        return ((dynamic)action).PostAsync(body);
    }

    private static (int, string?) StatusAndCode((int Status, string? Code, string? RequestId) refusal) =>
        (refusal.Status, refusal.Code);

    private static Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item.WorkflowItemRequestBuilder Live(
        SdkClient client
    ) => client.IdentityGovernance.LifecycleWorkflows.Workflows[TestSeed.Workflow];

    private static Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.DeletedItems.Workflows.Item.WorkflowItemRequestBuilder Deleted(
        SdkClient client
    ) => client.IdentityGovernance.LifecycleWorkflows.DeletedItems.Workflows[TestSeed.DeletedWorkflow];
}
