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

    public object Log()
    {
        object[] callouts = [];
        tenants.Read(_ => callouts = [.. desk.Log.Select(Show)]);
        return callouts;
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

    public object? SetEndpoint(CalloutEndpoint endpoint)
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
        return null;
    }

    public object PlaceRequest(AssignmentRequestOrder order)
    {
        CalloutRules rules = order.Rules();
        object? placed = null;
        tenants.Write(tenant =>
        {
            AssignmentRequest request = order.Build(tenant, Now);
            tenant.AssignmentRequests.Add(request);
            Callout callout = stages.Place(request, order.CatalogId ?? Guid.NewGuid().ToString(), rules, Now);
            placed = new
            {
                AccessPackageAssignmentRequestId = request.Id,
                CustomExtensionStageInstanceId = request.CalloutInstances[0].Id,
                CalloutId = callout.Id,
            };
        });
        return placed!;
    }

    public object Test(ConnectionTestOrder order)
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
        object? placed = null;
        tenants.Write(_ => placed = new { CalloutId = stages.Test(order.CustomExtensionId, rules, Now).Id });
        return placed!;
    }

    private static object Show(Callout callout) =>
        new
        {
            callout.Id,
            callout.Kind,
            callout.ExtensionId,
            callout.Endpoint,
            callout.Status,
            callout.Attempts,
            callout.StatusCode,
            callout.FailureReason,
            callout.CreatedDateTime,
            callout.TargetId,
            Outcome = callout.Outcome(),
            callout.Body,
        };
}
