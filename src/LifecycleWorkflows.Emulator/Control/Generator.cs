using System.Globalization;
using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>Adds workflows with as many results as a test or a measurement wants.</summary>
internal sealed class Generator
{
    private const int MaximumResults = 5_000_000;
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private readonly GenerateRequest _request;
    private readonly ProcessingStatus _status;
    private readonly User[] _users;
    private readonly TaskDefinition _definition;
    private readonly CustomTaskExtension _extension;
    private DateTime _next;

    private Generator(Tenant tenant, GenerateRequest request, DateTime now)
    {
        _request = request;
        _status =
            ProcessingStatusNames.Parse(request.Status)
            ?? throw ControlException.BadRequest($"'{request.Status}' is no processing status.");
        _next = now - Age;
        _users = [.. Enumerable.Range(1, request.Users).Select(BuildUser)];
        _definition = FindOrAdd(
            tenant.TaskDefinitions,
            definition => definition.Id == WorkflowTask.CustomTaskExtensionDefinitionId,
            BuildDefinition
        );
        _extension = FindOrAdd(tenant.CustomTaskExtensions, extension => extension.WaitsForCallback, BuildExtension);
    }

    public static IReadOnlyList<Workflow> Add(Tenant tenant, GenerateRequest request, DateTime now)
    {
        if (request is not { Workflows: > 0, Runs: > 0, Users: > 0, TasksPerUser: > 0 })
            throw ControlException.BadRequest("workflows, runs, users and tasksPerUser must be at least 1.");
        if ((decimal)request.Workflows * request.Runs * request.Users * request.TasksPerUser > MaximumResults)
            throw ControlException.BadRequest($"More than {MaximumResults} results at once are too many.");
        Generator generator = new(tenant, request, now);
        Workflow[] workflows = [.. Enumerable.Range(1, request.Workflows).Select(_ => generator.BuildWorkflow(now))];
        tenant.Workflows.AddRange(workflows);
        return workflows;
    }

    private static T FindOrAdd<T>(List<T> items, Predicate<T> matches, Func<T> build)
        where T : class
    {
        if (items.Find(matches) is T found)
            return found;
        T built = build();
        items.Add(built);
        return built;
    }

    private static string NewId() => Guid.NewGuid().ToString();

    private static User BuildUser(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"user{number:D6}");
        return new(NewId())
        {
            DisplayName = string.Create(CultureInfo.InvariantCulture, $"Generated User {number}"),
            UserPrincipalName = $"{name}@contoso.com",
            Mail = $"{name}@contoso.com",
        };
    }

    private static TaskDefinition BuildDefinition() =>
        new()
        {
            Id = WorkflowTask.CustomTaskExtensionDefinitionId,
            DisplayName = "Run a Custom Task Extension",
            Category = "joiner,leaver,mover",
            Version = 1,
            Parameters = [new() { Name = WorkflowTask.CustomTaskExtensionArgument }],
        };

    private static CustomTaskExtension BuildExtension()
    {
        JsonElement callback = JsonElement.Parse(
            """{"@odata.type":"#microsoft.graph.identityGovernance.customTaskExtensionCallbackConfiguration","timeoutDuration":"PT1H"}"""
        );
        return new(NewId())
        {
            DisplayName = "Generated extension",
            CallbackConfiguration = callback,
            Rules = CalloutRules.Of(null, callback),
        };
    }

    private Workflow BuildWorkflow(DateTime now)
    {
        WorkflowVersion version = new(1)
        {
            Content = new() { DisplayName = "Generated workflow", Category = "joiner" },
            CreatedDateTime = _next,
            LastModifiedDateTime = _next,
            Tasks = [.. Enumerable.Range(1, _request.TasksPerUser).Select(BuildTask)],
        };
        Workflow workflow = new(NewId(), [version]) { DeletedDateTime = _request.Deleted ? now : null };
        for (int i = 0; i < _request.Runs; i++)
            AddRun(workflow);
        return workflow;
    }

    private WorkflowTask BuildTask(int sequence)
    {
        bool waits = _request.Waiting && sequence == _request.TasksPerUser;
        return new(NewId())
        {
            DisplayName = string.Create(CultureInfo.InvariantCulture, $"Generated task {sequence}"),
            Category = "joiner",
            ExecutionSequence = sequence,
            Definition = _definition,
            Extension = waits ? _extension : null,
            Arguments = waits ? [new() { Name = WorkflowTask.CustomTaskExtensionArgument, Value = _extension.Id }] : [],
        };
    }

    private void AddRun(Workflow workflow)
    {
        Run run = new(NewId(), workflow, workflow.Current)
        {
            WorkflowExecutionType = "onDemand",
            ScheduledDateTime = _next,
            StartedDateTime = _next,
        };
        workflow.TryAdd(run);
        foreach (User user in _users)
        {
            UserProcessingResult userResult = new(NewId(), user, workflow.Scope, run)
            {
                ScheduledDateTime = _next,
                WorkflowExecutionType = run.WorkflowExecutionType,
                WorkflowVersion = workflow.Current.VersionNumber,
            };
            run.TryAdd(userResult);
            foreach (WorkflowTask task in workflow.Current.Tasks)
                userResult.TryAdd(BuildResult(task, userResult));
        }
    }

    private TaskProcessingResult BuildResult(WorkflowTask task, UserProcessingResult userResult)
    {
        // Every result is created a tick after the one before it, so that the order of a list is the order of creation.
        _next = _next.AddTicks(1);
        ProcessingStatus status = task.WaitsForCallback ? ProcessingStatus.InProgress : _status;
        return new(NewId(), task, userResult)
        {
            Status = status,
            CreatedDateTime = _next,
            StartedDateTime = status is ProcessingStatus.Queued or ProcessingStatus.Canceled ? null : _next,
            CompletedDateTime = status.IsFinal ? _next : null,
        };
    }
}
