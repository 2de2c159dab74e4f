using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Access package assignment requests: answering those that wait for a callback.</summary>
internal sealed class AssignmentRequests(GraphTransport transport)
{
    public const string IdParameter = "AccessPackageAssignmentRequestId";

    /// <summary>Answers a request that waits. There is nothing to settle a lost reply by: it stays unknown, and is not sent again.</summary>
    public async Task<Settled> ResumeAsync(ResourcePath collection, string id, AssignmentRequestAnswer answer, INotices notices, CancellationToken cancellationToken)
    {
        ResourcePath action = collection.Item(IdParameter, id).Append("resume");
        GraphRequest request = new(Operation.ResumeAssignmentRequest, action, transport.Address(action), Bodies.Resume(answer));
        long start = Stopwatch.GetTimestamp();
        try
        {
            if (answer.IsInDoubt)
                throw Errors.LeftInDoubt(action.ToString());
            Answer<object> reply = await transport.ChangeAsync<object>(request, null, notices, cancellationToken).ConfigureAwait(false);
            return new(Settlement.Resumed, reply.Attempts, Stopwatch.GetElapsedTime(start), reply.RequestId, null);
        }
        catch (LifecycleWorkflowsException refusal)
        {
            return new(refusal.IsAmbiguous ? Settlement.Unknown : Settlement.Failed, refusal.Attempts, Stopwatch.GetElapsedTime(start), refusal.RequestId, refusal);
        }
    }
}
