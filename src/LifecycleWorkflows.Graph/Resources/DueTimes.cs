namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// Until when tasks wait: they began at a time, and the custom task extension that they called says how long. Read
/// once, when first needed.
/// </summary>
internal sealed class DueTimes(
    LifecycleWorkflowsClient client,
    string apiVersion,
    INotices notices,
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
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        ResourcePath place = ResourceCollection.CustomTaskExtensions.Locate(ResourceIds.None, apiVersion);
        Dictionary<string, TimeSpan?> timeouts = new(StringComparer.OrdinalIgnoreCase);
        await foreach (
            CustomTaskExtension extension in client
                .CustomTaskExtensions.ListAsync(place, Query.All, notices, cancellationToken)
                .ConfigureAwait(false)
        )
            timeouts[extension.Id] = extension.TimeoutDuration;
        return timeouts;
    }
}
