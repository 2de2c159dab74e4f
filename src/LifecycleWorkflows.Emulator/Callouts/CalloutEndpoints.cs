using System.Collections.Concurrent;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>Who is called in place of the Logic App of an extension. Only addresses of this machine are good.</summary>
internal sealed class CalloutEndpoints
{
    private readonly ConcurrentDictionary<string, Uri> _endpoints = new(StringComparer.Ordinal);
    private volatile Uri? _others;

    public CalloutEndpoints(EmulatorOptions options)
    {
        Others = options.CalloutEndpoint;
        foreach ((string extensionId, Uri endpoint) in options.CalloutEndpoints)
            this[extensionId] = endpoint;
    }

    /// <summary>Who is called for an extension that nobody is named for; null is nobody.</summary>
    public Uri? Others
    {
        get => _others;
        set => _others = value;
    }

    public Uri? this[string extensionId]
    {
        set
        {
            if (value is null)
                _endpoints.TryRemove(extensionId, out _);
            else
                _endpoints[extensionId] = value;
        }
    }

    public IReadOnlyDictionary<string, Uri> Named => _endpoints;

    public Uri? Find(string extensionId) => _endpoints.GetValueOrDefault(extensionId) ?? Others;

    /// <summary>The address that the text is; null if it is none to call.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && IsGood(uri) ? uri : null;

    /// <summary>Whether the address may be called: http or https on loopback, and no name or password in it.</summary>
    public static bool IsGood(Uri uri) =>
        uri.IsAbsoluteUri
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.IsLoopback
        && uri.UserInfo.Length == 0;
}
