using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Reading;

/// <summary>Reads one kind of resource, one at a time or page by page.</summary>
internal class ResourceReader<T>(GraphHttpClient transport, GraphOperation operation, JsonMap<T> fields)
    where T : PlacedResource
{
    private const int UsualPageSize = 100;

    protected GraphHttpClient Transport { get; } = transport;

    public Task<T> GetAsync(
        ResourcePath collection,
        string parameter,
        string id,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) => GetAsync(collection.Item(parameter, id), collection, query, notices, cancellationToken);

    /// <summary>The one resource at a path that is no collection.</summary>
    public Task<T> GetAsync(ResourcePath singleton, IOperationHost notices, CancellationToken cancellationToken) =>
        GetAsync(singleton, singleton, ODataQuery.All, notices, cancellationToken);

    /// <summary>All items, one by one: see <see cref="ListPagesAsync"/>.</summary>
    public async IAsyncEnumerable<T> ListAsync(
        ResourcePath collection,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            List<T> piece in ListPagesAsync(collection, query, notices, cancellationToken).ConfigureAwait(false)
        )
        {
            foreach (T item in piece)
                yield return item;
        }
    }

    /// <summary>
    /// All items, in the service's order, in pieces: waiting for each of a million items would cost more than reading
    /// it. What the service gives again comes out once. When what is wanted may leave the collection while it is being
    /// read, everything is read before the first item comes out: otherwise a service that pages by offset would skip
    /// what moves up.
    /// </summary>
    public async IAsyncEnumerable<List<T>> ListPagesAsync(
        ResourcePath collection,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query.Top == 0)
            yield break;
        (Page<T> first, ODataQuery settled) = await FirstPageAsync(collection, query, notices, cancellationToken)
            .ConfigureAwait(false);
        ClientSideComparer? order = settled.IsOnClient ? ClientSideComparer.Of(settled.OrderBy, typeof(T)) : null;
        IAsyncEnumerable<List<T>> pieces = StreamAsync(
            collection,
            first,
            order is null ? settled : settled with { Top = null },
            notices,
            cancellationToken
        );
        if (order is null && !settled.IsVolatile)
        {
            await foreach (List<T> piece in pieces.ConfigureAwait(false))
                yield return piece;
            yield break;
        }
        List<T> all = [];
        await foreach (List<T> piece in pieces.ConfigureAwait(false))
            all.AddRange(piece);
        yield return order is null ? all : [.. all.Order<T>(order).Take(settled.Top ?? int.MaxValue)];
    }

    protected Task<T> GetAsync(
        ResourcePath item,
        ResourcePath collection,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        Transport.ReadAsync(
            Read(item, Transport.Address(item, query.ToQueryString())),
            body => Place(ReadOne(body), collection),
            notices,
            cancellationToken
        );

    protected T ReadOne(ReadOnlySpan<byte> body)
    {
        ResourceJsonReader json = new(body);
        json.Read();
        return fields.Read(ref json);
    }

    protected T Place(T item, ResourcePath collection)
    {
        item.Origin = collection with { Service = Transport.Service };
        return item;
    }

    private Page<T> Place(Page<T> page, ResourcePath collection)
    {
        ResourcePath origin = collection with { Service = Transport.Service };
        foreach (T item in page.Items)
            item.Origin = origin;
        return page;
    }

    /// <summary>
    /// The first page, and the query as the service took it: what it does not take is decided here, if that is
    /// possible.
    /// </summary>
    private async Task<(Page<T> Page, ODataQuery Settled)> FirstPageAsync(
        ResourcePath collection,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ODataQuery settled = query.AsTaken;
        try
        {
            return (
                await PageAsync(collection, First(collection, settled), settled, notices, cancellationToken)
                    .ConfigureAwait(false),
                settled
            );
        }
        catch (LifecycleWorkflowsException refusal)
            when (refusal is { StatusCode: 400, IsUnknownSegment: false } && settled.CanMoveToClient(typeof(T)))
        {
            settled = settled.OnClient();
            Page<T> page = await PageAsync(collection, First(collection, settled), settled, notices, cancellationToken)
                .ConfigureAwait(false);
            if (settled.Support.NoteRefusal())
                notices.Warning(
                    $"The service did not accept a filter or an order while {operation.Name}. Everything is read, and filtered and sorted here."
                );
            return (page, settled);
        }
    }

    private Uri First(ResourcePath collection, ODataQuery query) =>
        Transport.Address(collection, query.ToQueryString());

    /// <summary>
    /// The first page in one piece, and the second when somebody wants it. From then on the next page is asked for
    /// while this one is used: as soon as its link has come, if items are waited for, else when half of them are taken.
    /// </summary>
    private async IAsyncEnumerable<List<T>> StreamAsync(
        ResourcePath collection,
        Page<T> first,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using CancellationTokenSource ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ListProgress progress = new(notices, operation.Name);
        HashSet<Guid> seen = [Fingerprint(First(collection, query))];
        // A service that pages by offset gives an item again when others move meanwhile, most often the last of a page
        // as the first of the next.
        RecentItems<string> recent = new();
        int left = query.Top ?? int.MaxValue;
        bool isFirst = true,
            isWaiting = false;
        Task<Page<T>>? next = Task.FromResult(first);
        (string Link, Task<Page<T>> Page)? early = null;
        List<Task> mistaken = [];
        try
        {
            while (next is not null)
            {
                isWaiting = !isFirst && query.Top is null;
                Page<T> page = await next.ConfigureAwait(false);
                isWaiting = false;
                next = null;
                progress.Add(page.Items.Count);
                page.Items.RemoveAll(item => item.Id.Length > 0 && !recent.IsNew(item.Id));
                if (query.Chooses)
                    page.Items.RemoveAll(item => !query.IsSelected(item));
                List<T> items = page.Items.Count <= left ? page.Items : page.Items[..left];
                left -= items.Count;
                bool goesOn = !string.IsNullOrEmpty(page.NextLink) && left > 0;
                if (early is { } begun)
                {
                    if (begun.Link == page.NextLink)
                        next = begun.Page;
                    else
                        mistaken.Add(begun.Page);
                    early = null;
                }
                else if (goesOn && !isFirst)
                {
                    int half = items.Count / 2;
                    yield return items[..half];
                    next = FollowAsync(page.NextLink!);
                    items = items[half..];
                }
                yield return items;
                if (goesOn)
                    next ??= FollowAsync(page.NextLink!);
                isFirst = false;
            }
        }
        finally
        {
            progress.Complete();
            await ahead.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([.. mistaken, next ?? Task.CompletedTask, early?.Page ?? Task.CompletedTask])
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // A bad link fails when the next page is waited for, behind the items of this one.
        async Task<Page<T>> FollowAsync(string link) =>
            await PageAsync(collection, Link(collection, link, seen), query, notices, ahead.Token, FoundLink)
                .ConfigureAwait(false);

        // Once for each time that somebody waits: a page that could not be read to its end is read again, and may then
        // lead elsewhere.
        void FoundLink(string link)
        {
            if (!isWaiting)
                return;
            isWaiting = false;
            early = (link, FollowAsync(link));
        }
    }

    private Task<Page<T>> PageAsync(
        ResourcePath collection,
        Uri address,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken,
        Action<string>? foundLink = null
    ) =>
        Transport.ReadAsync(
            Read(collection, address),
            body => Place(Page<T>.Read(body, fields, query.PageSize ?? UsualPageSize, foundLink), collection),
            notices,
            cancellationToken
        );

    private Uri Link(ResourcePath collection, string link, HashSet<Guid> seen)
    {
        GraphRequest request = Read(collection, Transport.Address(collection));
        Uri address = Transport.ResolveNextLink(request, link);
        return seen.Add(Fingerprint(address))
            ? address
            : throw HttpErrors.LeavesService(request, "a nextLink that it had given before");
    }

    /// <summary>Enough of an address to know it again: a long listing has many, and each can be long.</summary>
    private static Guid Fingerprint(Uri address) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)).AsSpan(0, 16));

    private GraphRequest Read(ResourcePath path, Uri address) => new(operation, path, address);
}
