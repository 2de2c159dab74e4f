using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Certificates that are made for a test.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create(RSA key, string name = "CN=test", int validFrom = -1, int validTo = 1) =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            DateTimeOffset.Now.AddDays(validFrom),
            DateTimeOffset.Now.AddDays(validTo)
        );
}
