namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>A Microsoft cloud: where its Graph is, and where one signs in to it.</summary>
internal sealed record Cloud(string Name, Uri GraphEndpoint, Uri AuthorityHost)
{
    public static readonly Cloud Global = new("Global", new("https://graph.microsoft.com"), new("https://login.microsoftonline.com"));

    public static readonly IReadOnlyList<Cloud> All =
    [
        Global,
        new("USGov", new("https://graph.microsoft.us"), new("https://login.microsoftonline.us")),
        new("USGovDoD", new("https://dod-graph.microsoft.us"), new("https://login.microsoftonline.us")),
        new("China", new("https://microsoftgraph.chinacloudapi.cn"), new("https://login.chinacloudapi.cn")),
    ];

    /// <exception cref="LifecycleWorkflowsException">There is no such cloud.</exception>
    public static Cloud Named(string name) => All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Errors.ParameterInvalid("Environment", $"there is no cloud '{name}'", $"Give one of these: {string.Join(", ", All.Select(cloud => cloud.Name))}.");
}
