namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's identityGovernance.task.</summary>
internal sealed class WorkflowTask(string id)
{
    /// <summary>The built-in task "Run a custom task extension".</summary>
    public const string CustomTaskExtensionDefinitionId = "4262b724-8dba-4fad-afc3-43fcbb497a0e";

    /// <summary>The argument that names the extension which such a task runs.</summary>
    public const string CustomTaskExtensionArgument = "customTaskExtensionID";

    private readonly List<TaskProcessingResult> _results = [];

    public string Id { get; } = id;
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public bool ContinueOnError { get; init; }
    public bool IsEnabled { get; init; } = true;
    public required int ExecutionSequence { get; init; }
    public required TaskDefinition Definition { get; init; }
    public IReadOnlyList<KeyValue> Arguments { get; init; } = [];

    /// <summary>The extension that the task calls, if it runs one.</summary>
    public CustomTaskExtension? Extension { get; init; }

    /// <summary>What is wrong with it, if anything is.</summary>
    public string? ConfigurationError { get; init; }

    /// <summary>What makes it fail, as long as it does.</summary>
    public IReadOnlyList<TaskFailure> Failures { get; init; } = [];

    public bool WaitsForCallback => Extension is { WaitsForCallback: true };

    public IReadOnlyList<TaskProcessingResult> Results => _results;

    public TaskProcessingResult? FindResult(string resultId) =>
        _results.Count > 0 && _results[0].Owner.Scope.FindResult(resultId) is { } found && found.Task == this
            ? found
            : null;

    public TaskFailure? FailureFor(User user) => Failures.FirstOrDefault(failure => failure.IsFor(user));

    public void Add(TaskProcessingResult result) => _results.Add(result);
}
