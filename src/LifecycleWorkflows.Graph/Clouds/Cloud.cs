namespace LifecycleWorkflows.Graph.Clouds;

/// <summary>
/// A Microsoft cloud: where its Graph is, where one signs in to it, and whom federated tokens for it are meant for.
/// </summary>
internal sealed record Cloud(string Name, Uri GraphEndpoint, Uri AuthorityHost, string FederationAudience)
{
    public static readonly Cloud Global = new(
        "Global",
        new("https://graph.microsoft.com"),
        new("https://login.microsoftonline.com"),
        "api://AzureADTokenExchange"
    );

    public static readonly IReadOnlyList<Cloud> All =
    [
        Global,
        new(
            "USGov",
            new("https://graph.microsoft.us"),
            new("https://login.microsoftonline.us"),
            "api://AzureADTokenExchangeUSGov"
        )
        {
            Gap = NoResumeOfRequests,
        },
        new(
            "USGovDoD",
            new("https://dod-graph.microsoft.us"),
            new("https://login.microsoftonline.us"),
            "api://AzureADTokenExchangeUSGov"
        )
        {
            Gap = NoResumeOfRequests,
        },
        new(
            "China",
            new("https://microsoftgraph.chinacloudapi.cn"),
            new("https://login.chinacloudapi.cn"),
            "api://AzureADTokenExchangeChina"
        )
        {
            Gap = "older documentation leaves out lifecycle workflows, and " + NoResumeOfRequests,
        },
    ];

    private const string NoResumeOfRequests = "v1.0 is documented without resuming access package assignment requests";

    /// <summary>
    /// What the cloud is documented not to have; null when nothing is known to lack. It is said, and nothing is refused
    /// for it: the service decides.
    /// </summary>
    public string? Gap { get; private init; }

    /// <exception cref="LifecycleWorkflowsException">There is no such cloud.</exception>
    public static Cloud Named(string name) =>
        All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Errors.ParameterInvalid(
            "Environment",
            $"there is no cloud '{name}'",
            $"Give one of these: {string.Join(", ", All.Select(cloud => cloud.Name))}."
        );

    /// <summary>The cloud that an address lies in; null when it is none of these.</summary>
    public static Cloud? Of(Uri address) =>
        All.FirstOrDefault(cloud => cloud.GraphEndpoint.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase));
}
