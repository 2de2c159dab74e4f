using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Finds the IDs of user principal names, several in one request.</summary>
internal sealed class UserResolver(LifecycleWorkflowsClient client)
{
    /// <summary>The service takes at most 15 alternatives in a filter.</summary>
    private const int MostNames = 15;

    /// <summary>Returns the ID of each user that exists, by user principal name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> IdsAsync(
        IEnumerable<string> names,
        string apiVersion,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
        ResourcePath users = ResourceCollection.Users.ResolvePath(ResourceKey.None, apiVersion);
        foreach (string[] some in names.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(MostNames))
        {
            // Without conditions of this module: a service that refuses them mustn't have all of its users read.
            ODataQuery query = new()
            {
                Filter = ODataFilter.EqualAny("userPrincipalName", some),
                Select = "id,userPrincipalName",
            };
            await foreach (
                DirectoryUser user in client
                    .Users.ListAsync(users, query, notices, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (user.UserPrincipalName is not null)
                    ids[user.UserPrincipalName] = user.Id;
            }
        }
        return ids;
    }
}
