using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>An emulator that serves a tenant, and the way to it, which remembers what was asked for.</summary>
internal sealed class Service : IAsyncDisposable
{
    private const int ItemsInPage = 4;

    private readonly EmulatorHost _host;

    private Service(EmulatorHost host, Tenant tenant)
    {
        _host = host;
        Tenant = tenant;
        Requests = new();
    }

    public Tenant Tenant { get; }

    public Uri Address => _host.Address;

    public Recorder Requests { get; }

    public static async Task<Service> StartAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        string seed = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(seed, tenant.Seed.ToJsonString(), cancellationToken);
            EmulatorOptions options = new() { SeedPath = seed, PageSize = ItemsInPage };
            Service service = new(await EmulatorHost.StartAsync(options, cancellationToken), tenant);
            await service.LookAsync(cancellationToken);
            return service;
        }
        finally
        {
            File.Delete(seed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Requests.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Asks for every item by its own address, without the module.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using HttpClient client = new() { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "look");
        client.DefaultRequestHeaders.Add("Prefer", "include-unknown-enum-members");
        foreach (Item item in Tenant.Items)
        {
            item.Wire =
                await client.GetFromJsonAsync<JsonObject>(PathOf(item), cancellationToken)
                ?? throw new InvalidOperationException($"The emulator has no {item}.");
        }
    }

    private static string PathOf(Item item)
    {
        string? id = item.Ids.GetValueOrDefault(Ids.Workflow);
        string workflow = id is null ? "" : $"{(item.Deleted ? "deletedItems/" : "")}workflows/{id}";
        string below = item.Kind switch
        {
            Kind.Workflow => workflow,
            Kind.Version => $"{workflow}/versions/{item.Ids[Ids.Version]}",
            Kind.Task when id is null => $"workflowTemplates/{item.Ids[Ids.Template]}/tasks/{item.Id}",
            Kind.Task => $"{workflow}/versions/{item.Ids[Ids.Version]}/tasks/{item.Id}",
            Kind.Template => $"workflowTemplates/{item.Id}",
            Kind.Run => $"{workflow}/runs/{item.Id}",
            Kind.UserResult or Kind.SubjectResult => $"{workflow}/userProcessingResults/{item.Id}",
            Kind.Report => $"{workflow}/taskReports/{item.Id}",
            Kind.TaskResult or Kind.Pending => $"{workflow}/runs/{item.Ids[Ids.Run]}/taskProcessingResults/{item.Id}",
            Kind.Definition => $"taskDefinitions/{item.Id}",
            Kind.Extension => $"customTaskExtensions/{item.Id}",
            _ => "",
        };
        return item.Kind == Kind.Request
            ? $"v1.0/identityGovernance/entitlementManagement/assignmentRequests/{item.Id}"
            : $"v1.0/identityGovernance/lifecycleWorkflows/{below}";
    }
}

/// <summary>Remembers the requests that go through it, and lets nothing through that could change anything.</summary>
internal sealed class Recorder : DelegatingHandler
{
    private readonly List<string> _sent = [];

    public Recorder()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false }) { }

    /// <summary>What was asked for since this was last called.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_sent)
        {
            string[] sent = [.. _sent];
            _sent.Clear();
            return sent;
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        lock (_sent)
            _sent.Add($"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)}");
        return request.Method == HttpMethod.Get
            ? base.SendAsync(request, cancellationToken)
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request });
    }
}
