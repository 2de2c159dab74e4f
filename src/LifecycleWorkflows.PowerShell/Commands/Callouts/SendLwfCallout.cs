using System.Management.Automation;
using LifecycleWorkflows.Graph.Callouts;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Sends callouts to an endpoint, to test what receives them. No token is sent.</summary>
[Cmdlet(VerbsCommunications.Send, "LwfCallout", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CalloutDelivery))]
public sealed class SendLwfCallout : LwfCalloutCmdlet
{
    private CalloutSender _sender = null!;

    /// <summary>Specifies the endpoint: https, or http on a loopback address.</summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [AllowEmptyString]
    public Uri? Uri { get; set; }

    /// <summary>Specifies how long to wait for a response, in seconds or as a duration such as 2m.</summary>
    [Parameter]
    [Seconds]
    public int ClientTimeout { get; set; } = Defaults.ClientTimeout;

    private protected override void Begin() =>
        _sender = CalloutSender.To(Uri, nameof(Uri), Seconds(1, nameof(ClientTimeout), ClientTimeout));

    private protected override void ProcessCallout(Callout callout, string json)
    {
        string action = $"Send {callout} to {_sender.Endpoint}";
        if (!Runtime.ShouldProcess(action, $"{action}?"))
            return;
        (int status, TimeSpan duration) = Dispatcher.Wait(_sender.SendAsync(json, Token));
        Runtime.Output(
            new CalloutDelivery
            {
                StatusCode = status,
                Duration = duration,
                Endpoint = _sender.Endpoint,
                TaskProcessingResultId = callout.TaskProcessingResultId,
                AccessPackageAssignmentRequestId = callout.AccessPackageAssignmentRequestId,
            }
        );
    }
}
