using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Routing;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Answers one request from the tenant: who asks, where the path leads, what is done there.</summary>
internal sealed class GraphEngine(
    TenantStore tenants,
    LiveSettings settings,
    Pager pager,
    Authenticator authenticator,
    TaskSequence tasks,
    RunSequence runs,
    AnswerQueue answers,
    Agenda agenda
)
{
    /// <summary>Writes the answer, and tells whether the tenant changed.</summary>
    public bool Answer(GraphRequest request, GraphAnswer answer)
    {
        try
        {
            Serve(request, answer);
            return answer.IsSuccess && request.Method != HttpMethods.Get;
        }
        catch (GraphException refusal)
        {
            GraphResponse.Write(answer, refusal, request.Ids, request.Now);
            return false;
        }
    }

    private void Serve(GraphRequest request, GraphAnswer answer)
    {
        Caller caller = authenticator.Authenticate(request);
        RouteMatch match = RouteMatch.Find(GraphRoutes.For(request.Version), request.Target.Segments());
        GraphEndpoint endpoint = match.Endpoint(request.Method);
        CheckAccept(request, match);
        bool permitted = caller.Has(match.Permission(request.Method));
        if (!permitted && match.Node.Exemption is null)
            throw GraphException.Forbidden();

        // The body is written while the tenant is guarded, so that an answer shows one moment and not two.
        void Reply(Tenant tenant)
        {
            GraphCall call = new(request, caller, match, tenant, tasks, runs, answers, agenda, settings, pager);
            object resource = match.Resolve(tenant);
            if (!permitted && !match.Node.Exemption!(caller, resource))
                throw GraphException.Forbidden();
            GraphResponse.Write(answer, endpoint(call, resource));
        }
        if (request.Method == HttpMethods.Get)
            tenants.Read(Reply);
        else
            tenants.Write(Reply);
    }

    private static void CheckAccept(GraphRequest request, RouteMatch match)
    {
        string mediaType = match.Segments[^1].Text == "$count" ? MediaType.Text : MediaType.Json;
        if (!MediaType.IsAccepted(request.Accept, mediaType))
            throw GraphException.NotAcceptable(mediaType);
    }
}
