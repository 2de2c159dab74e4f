using System.Net;

namespace LifecycleWorkflows.Graph.Network;

/// <summary>
/// The proxy that a user specifies. It isn't a record because ToString of a record contains the values.
/// </summary>
internal sealed class ProxyServer
{
    private const string AddressParameter = "Proxy";
    private const string CredentialParameter = "ProxyCredential";
    private const string DefaultCredentialsParameter = "ProxyUseDefaultCredentials";
    private const string Remedy =
        "Specify the scheme, the host, and the port, such as http://proxy.contoso.com:8080."
        + " The scheme is http, https, socks4, socks4a, or socks5.";

    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks4", "socks4a", "socks5"];

    private readonly Uri _address;
    private readonly ICredentials? _credentials;

    private ProxyServer(Uri address, ICredentials? credentials)
    {
        _address = address;
        _credentials = credentials;
    }

    /// <summary>Creates a proxy from the parameters of Connect-Lwf; null if there's no address.</summary>
    /// <param name="address">The address, which can contain a user name and a password.</param>
    /// <param name="credential">The user name and password; null if they aren't specified.</param>
    /// <param name="useDefaultCredentials">Whether the proxy gets the credentials of the current user.</param>
    /// <exception cref="LifecycleWorkflowsException">
    /// The address isn't valid, or the parameters contradict each other.
    /// </exception>
    public static ProxyServer? Of(Uri? address, NetworkCredential? credential, bool useDefaultCredentials)
    {
        if (credential is not null && useDefaultCredentials)
            throw Conflict(DefaultCredentialsParameter, $"-{CredentialParameter}");
        if (address is null)
        {
            RequireNone(CredentialParameter, credential is not null);
            RequireNone(DefaultCredentialsParameter, useDefaultCredentials);
            return null;
        }
        if (FindProblem(address) is { } problem)
            throw Errors.ParameterInvalid(AddressParameter, problem, Remedy);

        UriBuilder plain = new(address) { UserName = "", Password = "" };
        ICredentials? credentials = useDefaultCredentials ? CredentialCache.DefaultCredentials : credential;
        if (address.UserInfo.Length == 0)
            return new(plain.Uri, credentials);
        if (credential is not null)
            throw Conflict(CredentialParameter, $"a user name in -{AddressParameter}");
        if (useDefaultCredentials)
            throw Conflict(DefaultCredentialsParameter, $"a user name in -{AddressParameter}");
        return new(plain.Uri, CredentialIn(address.UserInfo));
    }

    /// <summary>
    /// Creates a credential. A domain is separated by a backslash. PowerShell would also separate what follows an at
    /// sign, and a proxy that knows the user by an email address would get another name.
    /// </summary>
    public static NetworkCredential Credential(string userName, string password)
    {
        string[] parts = userName.Split('\\', 2);
        return parts.Length == 2 ? new(parts[1], password, parts[0]) : new(userName, password);
    }

    public WebProxy ToWebProxy() => new(_address) { Credentials = _credentials };

    private static string? FindProblem(Uri address)
    {
        if (!address.IsAbsoluteUri || !Schemes.Contains(address.Scheme, StringComparer.OrdinalIgnoreCase))
            return "it doesn't begin with the scheme of a proxy";
        if (address.Host.Length == 0)
            return "it doesn't contain a host";
        if (address.Port <= 0)
            return "it doesn't contain a port";
        if (address.AbsolutePath.Trim('/').Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            return "it contains a path, a query, or a fragment";
        return null;
    }

    private static NetworkCredential CredentialIn(string userInfo)
    {
        string[] parts = userInfo.Split(':', 2);
        return Credential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private static void RequireNone(string parameter, bool isSpecified)
    {
        if (isSpecified)
            throw Errors.ParameterInvalid(
                parameter,
                $"it was specified without -{AddressParameter}",
                $"Add -{AddressParameter}, or omit -{parameter}. A proxy of the system gets the credentials of the current"
                    + " user if it requires them."
            );
    }

    private static LifecycleWorkflowsException Conflict(string parameter, string other) =>
        Errors.ParameterInvalid(parameter, $"it can't be combined with {other}", "Specify one of them.");
}
