using System.Net.Http.Headers;
using System.Text;
using Microsoft.Graph;
using Microsoft.Graph.Models.IdentityGovernance;
using Microsoft.Kiota.Abstractions.Authentication;

namespace LifecycleWorkflows.Bench;

/// <summary>Other ways to read the task processing results of a run, to measure the module against.</summary>
/// <param name="service">The emulator's address.</param>
public sealed class Contenders(Uri service) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "any") },
    };

    /// <summary>
    /// Downloads the pages and looks for nothing in them but the link to the next one: no reader can be faster.
    /// </summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="runId">The run.</param>
    /// <returns>How many bytes came.</returns>
    public async Task<long> DownloadAsync(string workflowId, string runId)
    {
        long bytes = 0;
        string? next =
            $"{service}v1.0/identityGovernance/lifecycleWorkflows/"
            + $"workflows/{workflowId}/runs/{runId}/taskProcessingResults";
        while (next is not null)
        {
            byte[] page = await _http.GetByteArrayAsync(new Uri(next)).ConfigureAwait(false);
            bytes += page.Length;
            next = NextLink(page);
        }
        return bytes;
    }

    /// <summary>The PageIterator of Microsoft's SDK.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="runId">The run.</param>
    /// <returns>How many results came.</returns>
    public async Task<int> IterateAsync(string workflowId, string runId)
    {
        using GraphServiceClient graph = new(_http, new AnonymousAuthenticationProvider(), $"{service}v1.0");
        int count = 0;
        TaskProcessingResultCollectionResponse? first = await graph
            .IdentityGovernance.LifecycleWorkflows.Workflows[workflowId]
            .Runs[runId]
            .TaskProcessingResults.GetAsync()
            .ConfigureAwait(false);
        await PageIterator<TaskProcessingResult, TaskProcessingResultCollectionResponse>
            .CreatePageIterator(
                graph,
                first!,
                _ =>
                {
                    count++;
                    return true;
                }
            )
            .IterateAsync()
            .ConfigureAwait(false);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string? NextLink(ReadOnlySpan<byte> page)
    {
        int at = page.IndexOf("\"@odata.nextLink\":\""u8);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> link = page[(at + 19)..];
        return Encoding
            .UTF8.GetString(link[..link.IndexOf((byte)'"')])
            .Replace("\\u0026", "&", StringComparison.Ordinal);
    }
}
