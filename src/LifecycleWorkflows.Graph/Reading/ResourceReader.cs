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
            Read(item, Transport.Address(item, query.ToQueryString())) with
            {
                HasUserOptions = query.HasUserOptions,
            },
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
            return (await FirstPageOfAsync(settled).ConfigureAwait(false), settled);
        }
        catch (LifecycleWorkflowsException refusal) when (IsRefusedQuery(refusal))
        {
            foreach (ODataQuery fallback in settled.Fallbacks(typeof(T)))
            {
                if (await TryFirstPageOfAsync(fallback).ConfigureAwait(false) is not { } page)
                    continue;
                ReportFallback(settled, fallback, notices);
                return (page, fallback);
            }
            throw;
        }

        Task<Page<T>> FirstPageOfAsync(ODataQuery asked) =>
            PageAsync(collection, First(collection, asked), asked, notices, cancellationToken);

        async Task<Page<T>?> TryFirstPageOfAsync(ODataQuery asked)
        {
            try
            {
                return await FirstPageOfAsync(asked).ConfigureAwait(false);
            }
            catch (LifecycleWorkflowsException refusal) when (IsRefusedQuery(refusal))
            {
                return null;
            }
        }
    }

    private static bool IsRefusedQuery(LifecycleWorkflowsException refusal) =>
        refusal is { StatusCode: 400, IsUnknownSegment: false };

    /// <summary>Says once what the service doesn't accept, and what is done instead.</summary>
    private void ReportFallback(ODataQuery refused, ODataQuery accepted, IOperationHost host)
    {
        bool isWithoutRelation = refused.OptionalExpand is not null && accepted.OptionalExpand is null;
        if (isWithoutRelation && refused.Support.NoteExpandRefusal())
            host.Warning(
                $"The service didn't accept $expand={refused.OptionalExpand} for {operation.Noun}. They are read "
                    + (refused.OptionalExpand == "subject" ? "without it, so names are missing." : "without it.")
            );
        bool isMoved = accepted.IsOnClient && !refused.IsOnClient;
        if (isMoved && refused.Support.NoteRefusal())
            host.Warning(
                $"The service didn't accept a filter or an order for {operation.Noun}. All {operation.Noun} are read, "
                    + "and filtered and sorted on the client."
            );
    }

    private Uri First(ResourcePath collection, ODataQuery query) =>
        Transport.Address(collection, query.ToQueryString());

    /// <summary>
    /// The first page as a whole, and the second page when it's asked for. From then on, the next page is requested
    /// while the present one is used: as soon as its link is found if the caller waits for items, otherwise when half of
    /// the items are taken.
    /// </summary>
    private async IAsyncEnumerable<List<T>> StreamAsync(
        ResourcePath collection,
        Page<T> first,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        HashSet<Guid> seen = [Fingerprint(First(collection, query))];
        PagePrefetcher<T>? prefetcher = null;
        prefetcher = new(FetchAsync, cancellationToken);
        ListProgress progress = new(notices, operation.Activity);
        PageItems<T> wanted = new(query);
        try
        {
            Page<T> page = first;
            while (true)
            {
                progress.Add(page.Items.Count);
                List<T> items = wanted.Of(page);
                if (string.IsNullOrEmpty(page.NextLink) || wanted.IsComplete)
                {
                    yield return items;
                    break;
                }
                if (page != first && !prefetcher.HasStarted(page.NextLink))
                {
                    int half = items.Count / 2;
                    yield return items[..half];
                    prefetcher.Start(page.NextLink);
                    items = items[half..];
                }
                yield return items;
                page = await prefetcher
                    .TakeAsync(page.NextLink, startsFoundLink: query.Top is null)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            progress.Complete();
            await prefetcher.DisposeAsync().ConfigureAwait(false);
        }

        // A bad link fails when the next page is awaited, after the items of this one.
        async Task<Page<T>> FetchAsync(string link, CancellationToken token) =>
            await PageAsync(collection, Link(collection, link, seen), query, notices, token, prefetcher!.FoundLink)
                .ConfigureAwait(false);
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
            Read(collection, address) with
            {
                HasUserOptions = query.HasUserOptions,
                IsLaterPage = foundLink is not null,
            },
            body =>
            {
                if (foundLink is not null && Page<T>.FindNextLink(body) is { } link)
                    foundLink(link);
                return Place(Page<T>.Read(body, fields, query.PageSize ?? Defaults.PageSize), collection);
            },
            notices,
            cancellationToken
        );

    private Uri Link(ResourcePath collection, string link, HashSet<Guid> seen)
    {
        GraphRequest request = Read(collection, Transport.Address(collection));
        Uri address = Transport.ResolveNextLink(request, link);
        if (!seen.Add(Fingerprint(address)))
            throw HttpErrors.LeavesService(request, "a nextLink that it had given before");
        return address;
    }

    /// <summary>Enough of an address to know it again: a long listing has many, and each can be long.</summary>
    private static Guid Fingerprint(Uri address) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)).AsSpan(0, 16));

    private GraphRequest Read(ResourcePath path, Uri address) => new(operation, path, address);
}
