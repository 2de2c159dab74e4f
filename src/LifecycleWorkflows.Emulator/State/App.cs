using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>An application that can sign in, how it proves that it is the one, and what it is permitted.</summary>
internal sealed record App(string AppId, string? ClientSecret, IReadOnlyList<string> Roles)
{
    /// <summary>The public halves of the certificates that it signs with.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];

    public IReadOnlyList<FederatedCredential> FederatedCredentials { get; init; } = [];

    /// <summary>Whether it is the identity of a machine or a service.</summary>
    public bool IsManagedIdentity { get; init; }

    public string? ObjectId { get; init; }

    /// <summary>
    /// Of a managed identity: the resource that it is; null for that of the machine or service itself.
    /// </summary>
    public string? ResourceId { get; init; }

    public IReadOnlyList<string> DirectoryRoles { get; init; } = [];

    /// <exception cref="SeedException">The text is no certificate.</exception>
    public static X509Certificate2 ReadCertificate(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new SeedException(
                "A certificate must be PEM text that begins with -----BEGIN CERTIFICATE-----.",
                exception
            );
        }
    }
}

/// <summary>Whose tokens are taken in place of the app's own proof.</summary>
/// <param name="Issuer">Who made the token.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Certificate">What its signature is checked with; null believes it.</param>
internal sealed record FederatedCredential(
    string Issuer,
    string Subject,
    string Audience,
    X509Certificate2? Certificate
);
