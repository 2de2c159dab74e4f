namespace LifecycleWorkflows.Emulator.State;

/// <summary>Everything that was processed for one workflow, or for one template, with its lookups by id.</summary>
internal sealed class ResultScope
{
    private readonly Dictionary<string, TaskProcessingResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserProcessingResult> _userResults = new(StringComparer.Ordinal);

    public IReadOnlyCollection<TaskProcessingResult> Results => _results.Values;
    public IReadOnlyCollection<UserProcessingResult> UserResults => _userResults.Values;

    public TaskProcessingResult? FindResult(string id) => _results.GetValueOrDefault(id);

    public UserProcessingResult? FindUserResult(string id) => _userResults.GetValueOrDefault(id);

    public bool TryAdd(TaskProcessingResult result) => _results.TryAdd(result.Id, result);

    public bool TryAdd(UserProcessingResult userResult) => _userResults.TryAdd(userResult.Id, userResult);
}
