using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// A proxy on loopback that records what it is asked. It is the service behind the tunnel as well, and answers every
/// request with a list.
/// </summary>
internal sealed class LoopbackProxy : IDisposable
{
    public const string CertificateName = "CN=graph.example";

    private const string List = """{"value":[{"id":"w1"}]}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly string? _wanted;

    /// <param name="login">User name and password, with a colon between them; null when it lets everybody in.</param>
    public LoopbackProxy(string? login = null)
    {
        _wanted = login is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}";
        using RSA key = RSA.Create(2048);
        _certificate = TestCertificate.Create(key, CertificateName);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The first line of each request, and the logins that came with it.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _listener.Stop();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            (string line, string? login) = await ReadHeadAsync(stream);
            Requests.Enqueue(login is null ? line : $"{line} {Decoded(login)}");
            if (_wanted is not null && login != _wanted)
            {
                await WriteAsync(
                    stream,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n"
                );
                return;
            }
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\n\r\n");
            using SslStream secure = new(stream);
            await secure.AuthenticateAsServerAsync(_certificate);
            await ReadHeadAsync(secure);
            await WriteAsync(
                secure,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + $"Content-Length: {List.Length}\r\n\r\n{List}"
            );
        }
    }

    private static string Decoded(string login) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(login.Split(' ')[1]));

    private static async Task WriteAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        await stream.FlushAsync();
    }

    private static async Task<(string Line, string? Login)> ReadHeadAsync(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, bufferSize: 1, leaveOpen: true);
        string first = await reader.ReadLineAsync() ?? "";
        string? login = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Proxy-Authorization: ", StringComparison.Ordinal))
                login = header["Proxy-Authorization: ".Length..];
        }
        return (first, login);
    }
}
