using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace LwfTests
{
    // A proxy on loopback that records what it is asked, wants a login, and opens no way to anywhere.
    public class Proxy : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<string> _requests = new ConcurrentQueue<string>();

        public Proxy()
        {
            _listener.Start();
            Task.Run(AcceptAsync);
        }

        public string Host => "127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

        // The first line of each request, and the login that came with it.
        public string[] Requests => _requests.ToArray();

        public void Dispose() => _listener.Stop();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception) { }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                string line = await reader.ReadLineAsync();
                string login = null;
                for (string header; !string.IsNullOrEmpty(header = await reader.ReadLineAsync()); )
                    if (header.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase))
                        login = Encoding.UTF8.GetString(Convert.FromBase64String(header.Substring(27)));
                _requests.Enqueue(login == null ? line : line + " " + login);
                string status =
                    login == null || login == ":"
                        ? "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\""
                        : "502 Bad Gateway";
                byte[] answer = Encoding.ASCII.GetBytes(
                    "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                await client.GetStream().WriteAsync(answer, 0, answer.Length);
            }
        }
    }
}
