using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>Takes assignment requests to a stage at which a custom extension is called.</summary>
internal sealed class StageCallouts(Agenda agenda, CalloutDesk desk)
{
    private const string NotDelivered = "deliveryFailed";

    /// <summary>Calls the extension of the request's only callout instance.</summary>
    public Callout Place(AssignmentRequest request, string catalogId, CalloutRules rules, DateTime now)
    {
        CalloutInstance instance = request.CalloutInstances[^1];
        Callout callout = new(
            CalloutKind.AssignmentRequest,
            instance.CustomExtensionId!,
            StageCalloutBody.Of(request, instance, catalogId, rules.CallbackWithin)
        )
        {
            Rules = rules,
            CreatedDateTime = now,
            TargetId = request.Id,
            Outcome = () => instance.Status,
            WhenNotTaken = (reason, time) => Fail(request, instance, CalloutInstance.CalloutFailed, reason, time),
        };
        desk.Place(callout);
        if (rules.CallbackWithin is TimeSpan timeout)
            agenda.Add(
                now + timeout,
                due =>
                    Fail(
                        request,
                        instance,
                        CalloutInstance.CallbackTimedOut,
                        "The custom extension did not answer in time.",
                        due
                    )
            );
        return callout;
    }

    /// <summary>Calls an extension as entitlement management does when one is created.</summary>
    public Callout Test(string extensionId, CalloutRules rules, DateTime now)
    {
        Callout callout = new(CalloutKind.ConnectionTest, extensionId, StageCalloutBody.OfConnectionTest())
        {
            Rules = rules,
            CreatedDateTime = now,
        };
        desk.Place(callout);
        return callout;
    }

    // Assumption: a request whose extension cannot be called or does not answer is not delivered; one that waits for
    // nothing goes on.
    private static void Fail(
        AssignmentRequest request,
        CalloutInstance instance,
        string status,
        string detail,
        DateTime now
    )
    {
        bool waited = instance.Status == CalloutInstance.WaitingForCallback;
        if (!waited && instance.Status != CalloutInstance.CalloutSent)
            return;
        instance.Status = status;
        instance.Detail = detail;
        if (!waited)
            return;
        request.State = NotDelivered;
        request.Status = status == CalloutInstance.CallbackTimedOut ? "CallbackTimedOut" : "CalloutFailed";
        request.CompletedDateTime = now;
    }
}
