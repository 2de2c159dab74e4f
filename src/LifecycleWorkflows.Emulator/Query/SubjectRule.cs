using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>The rule of a workflow that says which users are in its scope.</summary>
internal static class SubjectRule
{
    // A rule that says more than a filter here can say selects nobody: the tenant must not be refused for it.
    public static Predicate<User> Parse(string? rule)
    {
        EntityType<User> type = DirectoryTypes.Subject;
        try
        {
            FilterClause? clause = new ODataQueryOptionParser(
                type.Model,
                type.EdmType,
                null,
                new Dictionary<string, string> { ["$filter"] = rule ?? "" }
            ).ParseFilter();
            return clause is null ? _ => false : new Filter<User>(type, clause).Matches;
        }
        catch (Exception exception) when (exception is ODataException or GraphException)
        {
            return _ => false;
        }
    }
}
