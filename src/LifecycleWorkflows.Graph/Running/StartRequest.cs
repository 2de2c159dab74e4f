using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>One request that starts a run.</summary>
/// <param name="Workflow">The path of the workflow.</param>
/// <param name="Scope">Who and what it's started for.</param>
/// <param name="Operation">Whether it starts a workflow or restarts a run.</param>
internal sealed record StartRequest(ResourcePath Workflow, ActivationScope Scope, GraphOperation Operation)
{
    public GraphRequest ToRequest(GraphHttpClient transport)
    {
        ResourcePath action = Workflow.Append(Scope.Action);
        return new(Operation, action, transport.Address(action), Scope.Body);
    }

    /// <summary>The list that the run will be in.</summary>
    public ResourcePath Runs => ResourceCollection.Runs.ResolvePath(Workflow.Ids, Workflow.ApiVersion);
}
