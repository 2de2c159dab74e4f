using LifecycleWorkflows.Emulator.Callouts;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>What the control surface shows of callouts, and arranges.</summary>
internal sealed class CalloutControl(
    TenantStore tenants,
    CalloutDesk desk,
    CalloutEndpoints endpoints,
    StageCallouts stages,
    TimeProvider clock
)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public IEnumerable<CalloutReport> Log()
    {
        CalloutReport[] reports = [];
        tenants.Read(_ => reports = [.. desk.Log.Select(CalloutReport.Of)]);
        return reports;
    }

    public void ClearLog() => tenants.Write(_ => desk.ClearLog());

    public void Reset() => tenants.Reset(desk.Reset);

    public IEnumerable<CalloutEndpoint> Endpoints()
    {
        IEnumerable<CalloutEndpoint> named = endpoints
            .Named.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal)
            .Select(endpoint => new CalloutEndpoint(endpoint.Key, endpoint.Value.OriginalString));
        return endpoints.Others is Uri others ? named.Append(new(Url: others.OriginalString)) : named;
    }

    public void SetEndpoint(CalloutEndpoint endpoint)
    {
        Uri? uri = endpoint.Url is string url
            ? CalloutEndpoints.Parse(url)
                ?? throw ControlException.BadRequest(
                    $"'{url}' is no http or https address on loopback, such as http://127.0.0.1:7071/."
                )
            : null;
        if (endpoint.ExtensionId is string extensionId)
            endpoints[extensionId] = uri;
        else
            endpoints.Others = uri;
    }

    public PlacedRequest PlaceRequest(AssignmentRequestOrder order)
    {
        CalloutRules rules = order.Rules();
        PlacedRequest? placed = null;
        tenants.Write(tenant =>
        {
            AssignmentRequest request = order.Build(tenant, Now);
            tenant.AssignmentRequests.Add(request);
            Callout callout = stages.Place(request, order.CatalogId ?? Guid.NewGuid().ToString(), rules, Now);
            placed = new(request.Id, request.CalloutInstances[0].Id, callout.Id);
        });
        return placed!;
    }

    public PlacedTest Test(ConnectionTestOrder order)
    {
        if (order.TimeoutInMilliseconds < 1 || order.MaximumRetries < 0)
            throw ControlException.BadRequest(
                "timeoutInMilliseconds must be at least 1, and maximumRetries must not be negative."
            );
        CalloutRules rules = new(
            TimeSpan.FromMilliseconds(order.TimeoutInMilliseconds),
            order.MaximumRetries,
            CallbackWithin: null
        );
        PlacedTest? placed = null;
        tenants.Write(_ => placed = new(stages.Test(order.CustomExtensionId, rules, Now).Id));
        return placed!;
    }
}
