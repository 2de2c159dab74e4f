using System.Net.Http.Headers;

namespace LifecycleWorkflows.Graph.Network;

/// <summary>The header Retry-After.</summary>
internal static class RetryAfter
{
    /// <summary>Returns how long to wait before the next request; null if the response doesn't contain it.</summary>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="now">The current time, for a response without the time of the service.</param>
    public static TimeSpan? In(HttpResponseHeaders headers, DateTimeOffset now)
    {
        // A date is on the clock of the service, which can differ from the clock of this computer.
        TimeSpan? wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - (headers.Date ?? now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
