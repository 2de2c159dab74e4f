namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Users as the service brings them along: matching them here needs no permission to read the directory.</summary>
internal static class Users
{
    public const string Relation = "subject";

    public static Func<GraphObject, bool> Named(string name) => item =>
        (WireProperties.Value(item, "subject/userPrincipalName") is string signInName && signInName.Equals(name, StringComparison.OrdinalIgnoreCase))
        || (WireProperties.Value(item, "subject/id") is string id && id == name);

    /// <summary>What is to be expanded, the user included.</summary>
    public static string Expand(string? others) => others switch
    {
        null => Relation,
        _ when others.Split(',', '(').Contains(Relation) => others,
        _ => $"{others},{Relation}",
    };
}
