using System.Globalization;
using System.Management.Automation;
using System.Security;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>
/// A token as other tools give it: a SecureString, a text, or an object with Token and perhaps ExpiresOn and TenantId,
/// such as Get-AzAccessToken's.
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
                    "it is no token, nor an object with one",
                    "Give a SecureString, or an object with the property Token, as Get-AzAccessToken gives it."
                ),
            }
        );
        _expiresOn = expiresOn;
        TenantId = tenantId;
    }

    public string Text { get; }

    public string? TenantId { get; }

    /// <exception cref="LifecycleWorkflowsException">There is no token in it.</exception>
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
