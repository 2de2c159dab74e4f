namespace LifecycleWorkflows;

/// <summary>
/// Whether the token of a connection has a permission that a cmdlet needs. Test-LwfConnection returns one object for
/// each cmdlet.
/// </summary>
public sealed class CmdletAccess
{
    internal CmdletAccess() { }

    /// <summary>The name of the cmdlet.</summary>
    public string Cmdlet { get; internal init; } = "";

    /// <summary><c>Allowed</c>, <c>Denied</c>, or, if the token can't be read, <c>Unknown</c>.</summary>
    public string Access { get; internal init; } = "";

    /// <summary>The permission in the token that is sufficient; null if there is none.</summary>
    public string? Permission { get; internal init; }

    /// <summary>
    /// The least privileged permission that is missing; null if none is missing or the token can't be read.
    /// </summary>
    public string? MissingPermission { get; internal init; }

    /// <summary>What can't be determined from the token.</summary>
    public string? Remark { get; internal init; }

    /// <summary>
    /// <c>Delegated</c> if a user signed in, <c>Application</c> if an application signed in, or <c>Unknown</c> if the
    /// token can't be read.
    /// </summary>
    public string TokenKind { get; internal init; } = "";

    /// <summary>All permissions in the token: its scopes or roles.</summary>
    public IReadOnlyList<string> TokenPermissions { get; internal init; } = [];

    /// <summary>The date and time when the token expires (UTC); null if the token doesn't contain it.</summary>
    public DateTimeOffset? TokenExpiresDateTime { get; internal init; }

    /// <summary>Returns the type and the name of the cmdlet.</summary>
    /// <returns>A string without secrets.</returns>
    public override string ToString() => $"{nameof(CmdletAccess)} {Cmdlet}";
}
