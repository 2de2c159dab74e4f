using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>
/// Calculates when pending tasks time out, from their start and the callback timeout of their custom task extension.
/// The extensions are read once, when they're needed.
/// </summary>
internal sealed class CallbackDeadlines(
    LifecycleWorkflowsClient client,
    string apiVersion,
    IOperationHost notices,
    CancellationToken cancellation
)
{
    private readonly Lazy<Task<Dictionary<string, TimeSpan?>>> _timeouts = new(() =>
        ReadAsync(client, apiVersion, notices, cancellation)
    );
    private int _complaints;

    /// <summary>The callback timeouts by extension ID.</summary>
    /// <exception cref="LifecycleWorkflowsException">The extensions can't be read.</exception>
    public Task<Dictionary<string, TimeSpan?>> TimeoutsAsync() => _timeouts.Value;

    /// <summary>
    /// Returns when a task times out; null if it isn't known, or if the task doesn't wait. If the extensions can't be
    /// read, it writes one warning.
    /// </summary>
    public async Task<DateTimeOffset?> OfAsync(TaskProcessingResult result, CancellationToken cancellationToken)
    {
        if (result.Task?.CustomTaskExtensionId is not { } extension)
            return null;
        try
        {
            Dictionary<string, TimeSpan?> timeouts = await _timeouts
                .Value.WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            return result.StartedDateTime + timeouts.GetValueOrDefault(extension);
        }
        catch (LifecycleWorkflowsException failure)
        {
            if (Interlocked.Increment(ref _complaints) == 1)
                notices.Warning(
                    "DueDateTime is empty because the callback timeouts of tasks couldn't be read."
                        + $" {failure.Message} {failure.RecommendedAction}"
                );
            return null;
        }
    }

    private static async Task<Dictionary<string, TimeSpan?>> ReadAsync(
        LifecycleWorkflowsClient client,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourcePath place = ResourceCollection.CustomTaskExtensions.ResolvePath(ResourceKey.None, apiVersion);
        Dictionary<string, TimeSpan?> timeouts = new(StringComparer.OrdinalIgnoreCase);
        await foreach (
            CustomTaskExtension extension in client
                .CustomTaskExtensions.ListAsync(place, ODataQuery.All, notices, cancellationToken)
                .ConfigureAwait(false)
        )
            timeouts[extension.Id] = extension.TimeoutDuration;
        return timeouts;
    }
}
