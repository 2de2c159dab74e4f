using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LifecycleWorkflows.Emulator;

/// <summary>
/// A certificate for this machine alone, made anew each time and never written anywhere with its key.
/// </summary>
internal sealed class LoopbackCertificate(EmulatorOptions options) : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Null without TLS.</summary>
    public X509Certificate2? Value { get; } = options.Tls ? Create() : null;

    /// <summary>The public half; null without TLS.</summary>
    public string? Pem => Value?.ExportCertificatePem();

    public void Dispose() => Value?.Dispose();

    private static X509Certificate2 Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false)
        );
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: false,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = request.CreateSelfSigned(now - TimeSpan.FromHours(1), now + Life);
        // A server on Windows cannot use a key that was only just made.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
