namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>A token and its lifetime. It isn't a record because ToString of a record contains the values.</summary>
internal sealed class AccessToken
{
    private static readonly TimeSpan UsualMargin = TimeSpan.FromMinutes(5);

    /// <param name="text">The token, without the word Bearer.</param>
    /// <param name="expiresOn">The date and time when it expires; null if it isn't known.</param>
    /// <param name="renewOn">
    /// The date and time from which it should be renewed; null to calculate it from the expiration.
    /// </param>
    /// <param name="now">The current time, to calculate the lifetime.</param>
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

    /// <summary>Returns the same token with a different renewal time.</summary>
    public AccessToken RenewedOn(DateTimeOffset time) => new(Text, ExpiresOn, time);

    private static TimeSpan Margin(TimeSpan life) => life < 2 * UsualMargin ? life / 2 : UsualMargin;
}
