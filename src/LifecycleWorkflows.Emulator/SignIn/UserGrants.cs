using System.Collections.Concurrent;
using System.Security.Cryptography;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>
/// What a person has granted, or is asked to: codes and refresh tokens, each good for one app of one tenant.
/// </summary>
internal sealed class UserGrants(TimeProvider clock)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, UserGrant> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UserGrant> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeviceGrant> _devices = new(StringComparer.Ordinal);

    public static TimeSpan DeviceCodeLife { get; } = TimeSpan.FromMinutes(15);

    public string AddCode(UserGrant grant) => Add(_codes, grant with { Expires = clock.GetUtcNow() + CodeLife });

    public string AddRefreshToken(UserGrant grant) =>
        Add(_refreshTokens, grant with { Expires = DateTimeOffset.MaxValue });

    public string AddDevice(UserGrant grant) =>
        Add(_devices, new DeviceGrant(grant with { Expires = clock.GetUtcNow() + DeviceCodeLife }));

    /// <summary>A code is good once.</summary>
    public UserGrant? TakeCode(string code) =>
        _codes.TryRemove(code, out UserGrant? grant) && IsAlive(grant) ? grant : null;

    public UserGrant? FindRefreshToken(string token) => _refreshTokens.GetValueOrDefault(token);

    public DeviceGrant? FindDevice(string code) => _devices.GetValueOrDefault(code);

    public void RemoveDevice(string code) => _devices.TryRemove(code, out _);

    public bool IsAlive(UserGrant grant) => grant.Expires > clock.GetUtcNow();

    private static string Add<T>(ConcurrentDictionary<string, T> grants, T grant)
    {
        string code = RandomNumberGenerator.GetHexString(32, lowercase: true);
        grants[code] = grant;
        return code;
    }
}

/// <summary>That a person lets an app act for them.</summary>
internal sealed record UserGrant(string ClientId, string TenantId, User User, string Scope)
{
    public DateTimeOffset Expires { get; init; }
    public string? RedirectUri { get; init; }

    /// <summary>The hash of the secret that only the process knows which asked; null if it has none.</summary>
    public string? CodeChallenge { get; init; }

    public string? Nonce { get; init; }
}

/// <summary>A grant for which a code has to be entered, and how often the app has asked whether it was.</summary>
internal sealed class DeviceGrant(UserGrant grant)
{
    private int _polls;

    public UserGrant Grant { get; } = grant;

    public int CountPoll() => Interlocked.Increment(ref _polls);
}
