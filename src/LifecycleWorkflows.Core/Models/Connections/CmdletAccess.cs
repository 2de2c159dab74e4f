namespace LifecycleWorkflows;

/// <summary>Whether a connection's token permits what a cmdlet does, as Test-LwfConnection tells it.</summary>
public sealed class CmdletAccess
{
    internal CmdletAccess() { }

    /// <summary>The name of the cmdlet.</summary>
    public string Cmdlet { get; internal init; } = "";

    /// <summary><c>Allowed</c>, <c>Denied</c>, or <c>Unknown</c> when the token does not say.</summary>
    public string Access { get; internal init; } = "";

    /// <summary>The permission of the token that suffices; null when there is none.</summary>
    public string? Permission { get; internal init; }

    /// <summary>
    /// The least privileged permission that is missing; null when none is, or the token does not say.
    /// </summary>
    public string? MissingPermission { get; internal init; }

    /// <summary>What the token cannot tell.</summary>
    public string? Remark { get; internal init; }

    /// <summary>
    /// <c>Delegated</c> when a user has signed in, <c>Application</c> when an application has, <c>Unknown</c> when the
    /// token cannot be read.
    /// </summary>
    public string TokenKind { get; internal init; } = "";

    /// <summary>All permissions of the token: its scopes or its roles.</summary>
    public IReadOnlyList<string> TokenPermissions { get; internal init; } = [];

    /// <summary>When the token ends (UTC); null when it does not say.</summary>
    public DateTimeOffset? TokenExpiresDateTime { get; internal init; }

    /// <summary>Type and cmdlet, nothing else.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"{nameof(CmdletAccess)} {Cmdlet}";
}
