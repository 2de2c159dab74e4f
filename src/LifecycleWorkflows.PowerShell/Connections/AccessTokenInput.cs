using System.Globalization;
using System.Management.Automation;
using System.Security;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>
/// A token from another tool: a SecureString, a string, or an object with Token and optionally ExpiresOn and TenantId,
/// such as the output of Get-AzAccessToken.
/// </summary>
internal sealed class AccessTokenInput
{
    private readonly DateTimeOffset? _expiresOn;

    private AccessTokenInput(string parameter, object? token, DateTimeOffset? expiresOn, string? tenantId)
    {
        Text = SignInMethod.TokenText(
            parameter,
            token switch
            {
                SecureString secret => SignInMethod.Text(secret),
                string text => text,
                _ => throw Errors.ParameterInvalid(
                    parameter,
                    "it isn't a token or an object with a token",
                    "Specify a SecureString, or an object with a Token property,"
                        + " such as the output of Get-AzAccessToken."
                ),
            }
        );
        _expiresOn = expiresOn;
        TenantId = tenantId;
    }

    public string Text { get; }

    public string? TenantId { get; }

    /// <exception cref="LifecycleWorkflowsException">The input doesn't contain a token.</exception>
    public static AccessTokenInput Of(string parameter, PSObject? given) =>
        given?.BaseObject is SecureString or string
            ? new(parameter, given.BaseObject, null, null)
            : new(
                parameter,
                Value(given, "Token"),
                Time(Value(given, "ExpiresOn")),
                Value(given, "TenantId") as string
            );

    public AccessToken ToAccessToken() => new(Text, _expiresOn);

    private static object? Value(PSObject? given, string name) =>
        given?.Properties[name]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static DateTimeOffset? Time(object? value) =>
        value switch
        {
            DateTimeOffset time => time,
            DateTime time => new(time.ToUniversalTime()),
            string text
                when DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out DateTimeOffset time
                ) => time,
            _ => null,
        };
}
