using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Reading;

/// <summary>
/// Gets the next page while the present one is used. It owns the requests that it starts: at most one of them is still
/// wanted, and all of them have ended when it is disposed.
/// </summary>
/// <param name="fetch">Gets the page behind a link.</param>
/// <param name="cancellationToken">Ends all requests.</param>
internal sealed class PagePrefetcher<T>(
    Func<string, CancellationToken, Task<Page<T>>> fetch,
    CancellationToken cancellationToken
) : IAsyncDisposable
    where T : GraphObject
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<Task> _started = [];
    private string? _link;
    private Task<Page<T>>? _page;
    private bool _startsFoundLink;

    /// <summary>Whether the page behind a link is on its way.</summary>
    public bool HasStarted(string link) => _page is not null && _link == link;

    /// <summary>Starts to get the page behind a link, unless it is on its way.</summary>
    public void Start(string link)
    {
        if (HasStarted(link))
            return;
        _link = link;
        _page = fetch(link, _stop.Token);
        _started.Add(_page);
    }

    /// <summary>Gives the page behind a link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="startsFoundLink">
    /// Whether the page after it may be requested as soon as its link is found, before the items are read.
    /// </param>
    public async Task<Page<T>> TakeAsync(string link, bool startsFoundLink)
    {
        Start(link);
        Task<Page<T>> page = _page!;
        _page = null;
        _startsFoundLink = startsFoundLink;
        Page<T> taken = await page.ConfigureAwait(false);
        _startsFoundLink = false;
        _started.Remove(page);
        return taken;
    }

    /// <summary>
    /// Hears of the next link while a page is being read. Only once for each page that is taken: a page that couldn't
    /// be read to its end is read again, and may then have another link.
    /// </summary>
    public void FoundLink(string link)
    {
        if (!_startsFoundLink)
            return;
        _startsFoundLink = false;
        Start(link);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
