using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>
/// Until when tasks wait: they began at a time, and the custom task extension that they called says how long. Read
/// once, when first needed.
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

    /// <summary>How long tasks wait, by the id of their extension.</summary>
    /// <exception cref="LifecycleWorkflowsException">The extensions cannot be read.</exception>
    public Task<Dictionary<string, TimeSpan?>> TimeoutsAsync() => _timeouts.Value;

    /// <summary>
    /// Null when it is not known, or when the task does not wait. When extensions cannot be read, one warning says so.
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
                    $"DueDateTime stays empty, because it is not known how long tasks wait. {failure.Message} {failure.RecommendedAction}"
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
