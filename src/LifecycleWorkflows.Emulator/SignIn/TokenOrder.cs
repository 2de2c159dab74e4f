namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>What a token is to say.</summary>
internal sealed record TokenOrder
{
    public const int DefaultLifetimeSeconds = 3599;
    public const string GraphAudience = "https://graph.microsoft.com";

    /// <summary>Delegated permissions.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Application permissions; those of the app when it is known and no permission is given.</summary>
    public IReadOnlyList<string>? Roles { get; set; }

    public string? AppId { get; set; }

    /// <summary>Below zero for a token that has expired already.</summary>
    public int LifetimeSeconds { get; set; } = DefaultLifetimeSeconds;

    /// <summary>In how many seconds it begins to be valid.</summary>
    public int NotBeforeSeconds { get; set; }

    public string Audience { get; set; } = GraphAudience;
    public string? TenantId { get; set; }

    /// <summary>The user who has signed in, for delegated permissions.</summary>
    public string? User { get; set; }
}
