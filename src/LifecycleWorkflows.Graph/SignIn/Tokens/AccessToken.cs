namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>A token and its life. Not a record: those print what they hold.</summary>
internal sealed class AccessToken
{
    private static readonly TimeSpan UsualMargin = TimeSpan.FromMinutes(5);

    /// <param name="text">The token, without the word Bearer.</param>
    /// <param name="expiresOn">When it ends; null when only the service knows.</param>
    /// <param name="renewOn">From when on a new one should be got; null to derive it from the end.</param>
    /// <param name="now">The time by which a short life is told from a long one.</param>
    public AccessToken(
        string text,
        DateTimeOffset? expiresOn = null,
        DateTimeOffset? renewOn = null,
        DateTimeOffset? now = null
    )
    {
        Text = text;
        ExpiresOn = expiresOn ?? DateTimeOffset.MaxValue;
        RenewOn =
            renewOn
            ?? (expiresOn is { } end ? end - Margin(end - (now ?? DateTimeOffset.UtcNow)) : DateTimeOffset.MaxValue);
    }

    public string Text { get; }

    public DateTimeOffset ExpiresOn { get; }

    public DateTimeOffset RenewOn { get; }

    /// <summary>The same token, to be renewed at another time.</summary>
    public AccessToken RenewedOn(DateTimeOffset time) => new(Text, ExpiresOn, time);

    private static TimeSpan Margin(TimeSpan life) => life < 2 * UsualMargin ? life / 2 : UsualMargin;
}
