namespace LifecycleWorkflows.Graph.Clouds;

/// <summary>A Microsoft cloud: the Graph endpoint, the sign-in host, and the audience of federated tokens.</summary>
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
            Gap = "lifecycle workflows might not be available, and " + NoResumeOfRequests,
        },
    ];

    private const string NoResumeOfRequests = "resuming access package assignment requests isn't documented for v1.0";

    /// <summary>
    /// What might not be available in the cloud according to the documentation; null if there's nothing. It's shown,
    /// but no request is prevented because of it: the service decides.
    /// </summary>
    public string? Gap { get; private init; }

    /// <summary>Throws if the cloud of an address can't stop runs: only the global cloud has that action.</summary>
    /// <exception cref="LifecycleWorkflowsException">The cloud doesn't have the action.</exception>
    public static void RequireStopOfRuns(Uri address)
    {
        if (Of(address) is { } cloud && cloud != Global)
            throw Errors.NotInCloud(cloud.Name, "stop runs (cancelProcessing)");
    }

    /// <exception cref="LifecycleWorkflowsException">The cloud isn't known.</exception>
    public static Cloud Named(string name) =>
        All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Errors.ParameterInvalid(
            "Environment",
            $"'{name}' isn't a known cloud",
            $"Specify one of these clouds: {string.Join(", ", All.Select(cloud => cloud.Name))}."
        );

    /// <summary>Returns the cloud of an address; null if it isn't one of these clouds.</summary>
    public static Cloud? Of(Uri address) =>
        All.FirstOrDefault(cloud => cloud.GraphEndpoint.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase));
}
