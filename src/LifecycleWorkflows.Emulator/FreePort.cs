using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LifecycleWorkflows.Emulator;

/// <summary>A port that nobody else has, where any will do.</summary>
internal static class FreePort
{
    /// <summary>
    /// On Unix .NET lets sockets share an address until one of them listens, so two servers that start at once can be
    /// given the same port, and the second one fails. A port that is named stays shareable: otherwise it could not be
    /// taken again right after a stop.
    /// </summary>
    public static void Configure(SocketTransportOptions options) =>
        options.CreateBoundListenSocket = endpoint =>
        {
            if (endpoint is not IPEndPoint { Port: 0 })
                return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

            Socket socket = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                ExclusiveAddressUse = true,
            };
            socket.Bind(endpoint);
            return socket;
        };
}
