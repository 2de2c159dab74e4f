using LifecycleWorkflows.Emulator.Callouts;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>Turns a seed into a tenant: resolves ids and dates, and refuses what does not fit together.</summary>
internal sealed class TenantBuilder
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(5);

    private readonly SeedFile _seed;
    private readonly DateTime _start;
    private readonly QuarantineRule? _quarantineRule;
    private readonly Dictionary<string, User> _users;
    private readonly Dictionary<string, Group> _groups;
    private readonly Dictionary<string, TaskDefinition> _definitions;
    private readonly Dictionary<string, CustomTaskExtension> _extensions;

    public TenantBuilder(SeedFile seed, DateTime start)
    {
        _seed = seed;
        _start = start;
        _quarantineRule = QuarantineRule.Of(seed.Settings.QuarantineConfiguration);
        _users = Index(seed.Users.Select(BuildUser), user => user.Id, "user");
        foreach (SeedUser user in seed.Users)
            _users[user.Id].Manager = FindUser(user.Manager);
        _groups = Index(seed.Groups.Select(BuildGroup), group => group.Id, "group");
        _definitions = Index(seed.TaskDefinitions, definition => definition.Id, "task definition");
        _extensions = Index(
            seed.CustomTaskExtensions.Select(BuildExtension),
            extension => extension.Id,
            "custom task extension"
        );
    }

    public Tenant Build() =>
        new()
        {
            Settings = _seed.Settings,
            Apps = [.. Index(_seed.Apps.Select(BuildApp), app => app.AppId, "app").Values],
            Users = _users,
            Groups = [.. _groups.Values],
            TaskDefinitions = [.. _definitions.Values],
            CustomTaskExtensions = [.. _extensions.Values],
            WorkflowTemplates =
            [
                .. Index(
                    _seed.WorkflowTemplates.Select(BuildTemplate),
                    template => template.Id,
                    "workflow template"
                ).Values,
            ],
            Workflows = [.. Index(_seed.Workflows.Select(BuildWorkflow), workflow => workflow.Id, "workflow").Values],
            AssignmentRequests =
            [
                .. Index(
                    _seed.AssignmentRequests.Select(BuildRequest),
                    request => request.Id,
                    "assignment request"
                ).Values,
            ],
        };

    /// <exception cref="SeedException">A certificate is none.</exception>
    public static App BuildApp(SeedApp seed) =>
        new(seed.AppId, seed.ClientSecret, seed.Roles)
        {
            Certificates = [.. seed.Certificates.Select(App.ReadCertificate)],
            FederatedCredentials =
            [
                .. seed.FederatedCredentials.Select(credential => new FederatedCredential(
                    credential.Issuer,
                    credential.Subject,
                    credential.Audience,
                    credential.Certificate is string pem ? App.ReadCertificate(pem) : null
                )),
            ],
            IsManagedIdentity = seed.ManagedIdentity,
            ObjectId = seed.ObjectId,
            ResourceId = seed.ResourceId,
            DirectoryRoles = seed.DirectoryRoles,
        };

    private User BuildUser(SeedUser seed) =>
        new(seed.Id)
        {
            DisplayName = seed.DisplayName,
            GivenName = seed.GivenName,
            Surname = seed.Surname,
            UserPrincipalName = seed.UserPrincipalName,
            Mail = seed.Mail,
            JobTitle = seed.JobTitle,
            Department = seed.Department,
            EmployeeType = seed.EmployeeType,
            EmployeeHireDate = Date(seed.EmployeeHireDate),
            EmployeeLeaveDateTime = Date(seed.EmployeeLeaveDateTime),
            CreatedDateTime = Date(seed.CreatedDateTime),
            DirectoryRoles = seed.DirectoryRoles,
        };

    private Group BuildGroup(SeedGroup seed) =>
        new(seed.Id)
        {
            DisplayName = seed.DisplayName,
            Description = seed.Description,
            Members = [.. seed.Members.Select(id => Find(_users, id, "user")).Distinct()],
        };

    private CustomTaskExtension BuildExtension(SeedCustomTaskExtension seed) =>
        new(seed.Id)
        {
            DisplayName = seed.DisplayName,
            Description = seed.Description,
            CreatedDateTime = Date(seed.CreatedDateTime),
            LastModifiedDateTime = Date(seed.LastModifiedDateTime) ?? Date(seed.CreatedDateTime),
            CreatedBy = FindUser(seed.CreatedBy),
            LastModifiedBy = FindUser(seed.LastModifiedBy ?? seed.CreatedBy),
            AuthenticationConfiguration = seed.AuthenticationConfiguration,
            ClientConfiguration = seed.ClientConfiguration,
            EndpointConfiguration = seed.EndpointConfiguration,
            CallbackConfiguration = seed.CallbackConfiguration,
            CalloutEndpoint = seed.CalloutEndpoint is string endpoint
                ? CalloutEndpoints.Parse(endpoint) ?? throw NotLoopback(endpoint)
                : null,
            Rules = CalloutRules.Of(seed.ClientConfiguration, seed.CallbackConfiguration),
        };

    private WorkflowTask[] BuildTasks(IReadOnlyList<SeedTask> tasks) =>
        [.. Index(tasks.Select((task, index) => BuildTask(task, index + 1)), task => task.Id, "task").Values];

    private WorkflowTask BuildTask(SeedTask seed, int sequence)
    {
        TaskDefinition definition = Find(_definitions, seed.TaskDefinitionId, "task definition");
        string? extensionId = seed
            .Arguments.FirstOrDefault(argument =>
                argument.Name.Equals(WorkflowTask.CustomTaskExtensionArgument, StringComparison.OrdinalIgnoreCase)
            )
            ?.Value;
        return new(seed.Id)
        {
            DisplayName = seed.DisplayName ?? definition.DisplayName,
            Description = seed.Description ?? definition.Description,
            Category = seed.Category ?? definition.Category,
            ContinueOnError = seed.ContinueOnError ?? definition.ContinueOnError,
            IsEnabled = seed.IsEnabled,
            ExecutionSequence = sequence,
            Definition = definition,
            Arguments = seed.Arguments,
            ConfigurationError = seed.ConfigurationError,
            Failures =
            [
                .. seed.Failures.Select(failure => new TaskFailure(
                    FindUser(failure.Subject),
                    failure.FailureReason,
                    failure.Times
                )),
            ],
            Extension = string.IsNullOrEmpty(extensionId)
                ? null
                : Find(_extensions, extensionId, "custom task extension"),
        };
    }

    private WorkflowTemplate BuildTemplate(SeedWorkflowTemplate seed)
    {
        WorkflowTemplate template = new(seed.Id)
        {
            Content = new()
            {
                DisplayName = seed.DisplayName,
                Description = seed.Description,
                Category = Category(seed.Category),
                ExecutionConditions = seed.ExecutionConditions,
            },
            Tasks = BuildTasks(seed.Tasks),
        };
        foreach (SeedUserProcessingResult userSeed in seed.UserProcessingResults)
        {
            UserProcessingResult userResult = new(
                userSeed.Id,
                Find(_users, userSeed.Subject, "user"),
                template.Scope,
                run: null
            )
            {
                ScheduledDateTime = _start,
                WorkflowExecutionType = "onDemand",
                WorkflowVersion = 1,
            };
            Require(template.Scope.TryAdd(userResult), userSeed.Id, "user processing result");
            AddResults(userResult, userSeed.TaskProcessingResults, template.Tasks, _start);
        }
        return template;
    }

    private Workflow BuildWorkflow(SeedWorkflow seed)
    {
        if (seed.Versions.Count == 0)
            throw new SeedException($"The workflow '{seed.Id}' has no version.");
        WorkflowBase content = new()
        {
            DisplayName = seed.DisplayName,
            Description = seed.Description,
            Category = Category(seed.Category),
            IsEnabled = seed.IsEnabled,
            IsSchedulingEnabled = seed.IsSchedulingEnabled,
            ExecutionConditions = seed.ExecutionConditions,
        };
        Workflow workflow = new(
            seed.Id,
            [
                .. seed
                    .Versions.OrderBy(version => version.VersionNumber)
                    .Select(version => BuildVersion(version, content)),
            ]
        )
        {
            DeletedDateTime = Date(seed.DeletedDateTime),
            NextScheduleRunDateTime = Date(seed.NextScheduleRunDateTime),
            Subjects = new ScopeBuilder(_users.Values, _groups).Build(seed.ExecutionConditions),
            QuarantineConfiguration = seed.QuarantineConfiguration,
            QuarantineRule = QuarantineRule.Of(seed.QuarantineConfiguration) ?? _quarantineRule,
            Quarantine = seed.Quarantine is SeedQuarantine quarantine ? BuildQuarantine(quarantine) : null,
        };
        foreach (SeedRun run in seed.Runs)
            AddRun(workflow, run);
        return workflow;
    }

    private Quarantine BuildQuarantine(SeedQuarantine seed) =>
        new()
        {
            QuarantinedDateTime = SeedDate.Parse(seed.QuarantinedDateTime, _start),
            QuarantineReason = seed.QuarantineReason,
            QuarantineType = Member(EnumTypes.QuarantineType, seed.QuarantineType),
        };

    private WorkflowVersion BuildVersion(SeedWorkflowVersion seed, WorkflowBase content) =>
        new(seed.VersionNumber)
        {
            Content = content,
            CreatedDateTime = Date(seed.CreatedDateTime),
            LastModifiedDateTime = Date(seed.LastModifiedDateTime) ?? Date(seed.CreatedDateTime),
            CreatedBy = FindUser(seed.CreatedBy),
            LastModifiedBy = FindUser(seed.LastModifiedBy ?? seed.CreatedBy),
            Tasks = BuildTasks(seed.Tasks),
        };

    private void AddRun(Workflow workflow, SeedRun seed)
    {
        WorkflowVersion version = seed.WorkflowVersion is not int number
            ? workflow.Current
            : workflow.Versions.FirstOrDefault(each => each.VersionNumber == number)
                ?? throw new SeedException($"The run '{seed.Id}' names version {number}, which its workflow has not.");
        Run run = new(seed.Id, workflow, version)
        {
            ScheduledDateTime = SeedDate.Parse(seed.ScheduledDateTime, _start),
            StartedDateTime = Date(seed.StartedDateTime),
            WorkflowExecutionType = Member(EnumTypes.WorkflowExecutionType, seed.WorkflowExecutionType),
        };
        Require(workflow.TryAdd(run), seed.Id, "run");
        foreach (SeedUserProcessingResult userSeed in seed.UserProcessingResults)
        {
            UserProcessingResult userResult = new(
                userSeed.Id,
                Find(_users, userSeed.Subject, "user"),
                workflow.Scope,
                run
            )
            {
                ScheduledDateTime = run.ScheduledDateTime,
                WorkflowExecutionType = run.WorkflowExecutionType,
                WorkflowVersion = version.VersionNumber,
            };
            Require(run.TryAdd(userResult), userSeed.Id, "user processing result");
            AddResults(
                userResult,
                userSeed.TaskProcessingResults,
                version.Tasks,
                run.StartedDateTime ?? run.ScheduledDateTime
            );
        }
    }

    private void AddResults(
        UserProcessingResult userResult,
        IReadOnlyList<SeedTaskProcessingResult> seeds,
        IReadOnlyList<WorkflowTask> tasks,
        DateTime created
    )
    {
        foreach (SeedTaskProcessingResult seed in seeds)
        {
            WorkflowTask task = tasks.FirstOrDefault(each => each.Id == seed.Task) ?? throw Unknown(seed.Task, "task");
            Require(userResult.TryAdd(BuildResult(seed, task, userResult, created)), seed.Id, "task processing result");
        }
    }

    private TaskProcessingResult BuildResult(
        SeedTaskProcessingResult seed,
        WorkflowTask task,
        UserProcessingResult userResult,
        DateTime created
    )
    {
        ProcessingStatus status =
            ProcessingStatusNames.Parse(seed.ProcessingStatus)
            ?? throw new SeedException($"'{seed.ProcessingStatus}' is no processing status.");
        created = Date(seed.CreatedDateTime) ?? created;
        DateTime? started =
            Date(seed.StartedDateTime)
            ?? (status is ProcessingStatus.Queued or ProcessingStatus.Canceled ? null : created);
        return new(seed.Id, task, userResult)
        {
            Status = status,
            CreatedDateTime = created,
            StartedDateTime = started,
            CompletedDateTime =
                Date(seed.CompletedDateTime) ?? (status.IsFinal ? (started ?? created) + DefaultDuration : null),
            FailureReason = seed.FailureReason,
            ProcessingInfo = seed.ProcessingInfo,
        };
    }

    private AssignmentRequest BuildRequest(SeedAssignmentRequest seed) =>
        new(seed.Id)
        {
            RequestType = Member(EnumTypes.RequestType, seed.RequestType),
            State = Member(EnumTypes.RequestState, seed.State),
            Status = seed.Status,
            Requestor = Find(_users, seed.Requestor, "user"),
            AccessPackage = seed.AccessPackage,
            AssignmentId = seed.AssignmentId,
            Justification = seed.Justification,
            CreatedDateTime = Date(seed.CreatedDateTime),
            CompletedDateTime = Date(seed.CompletedDateTime),
            Schedule = seed.Schedule,
            CalloutInstances = [.. seed.CustomExtensionCalloutInstances.Select(BuildInstance)],
        };

    private static CalloutInstance BuildInstance(SeedCalloutInstance seed) =>
        new(seed.Id)
        {
            Stage = Member(EnumTypes.CustomExtensionStage, seed.Stage),
            Status = Member(EnumTypes.CalloutInstanceStatus, seed.Status),
            CustomExtensionId = seed.CustomExtensionId,
            Detail = seed.Detail,
            ExternalCorrelationId = seed.ExternalCorrelationId,
        };

    private DateTime? Date(string? text) => text is null ? null : SeedDate.Parse(text, _start);

    private User? FindUser(string? id) => id is null ? null : Find(_users, id, "user");

    private static string Category(string name) => Member(EnumTypes.WorkflowCategory, name);

    private static string Member(Query.EnumType type, string name) =>
        type.Contains(name) ? name : throw new SeedException($"'{name}' is not a member of {type.Name}.");

    private static T Find<T>(Dictionary<string, T> items, string id, string what) =>
        items.TryGetValue(id, out T? item) ? item : throw Unknown(id, what);

    private static Dictionary<string, T> Index<T>(IEnumerable<T> items, Func<T, string> key, string what)
        where T : class
    {
        Dictionary<string, T> index = new(StringComparer.Ordinal);
        foreach (T item in items)
            Require(index.TryAdd(key(item), item), key(item), what);
        return index;
    }

    private static void Require(bool added, string id, string what)
    {
        if (!added)
            throw new SeedException($"There are two items '{id}' of the kind {what}.");
    }

    private static SeedException NotLoopback(string endpoint) =>
        new($"'{endpoint}' is no http or https address on loopback, such as http://127.0.0.1:7071/.");

    private static SeedException Unknown(string id, string what) => new($"There is no {what} '{id}'.");
}
