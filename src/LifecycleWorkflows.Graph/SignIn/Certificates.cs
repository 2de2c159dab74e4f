using System.Globalization;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>Finds the certificate that an application signs in with.</summary>
internal static class Certificates
{
    private const int ThumbprintLength = 40;

    private static readonly StoreLocation[] StoreLocations = [StoreLocation.CurrentUser, StoreLocation.LocalMachine];

    // Other keys would be written to the profile of the user, which might not be loaded. macOS has no ephemeral keys.
    private static readonly X509KeyStorageFlags KeyStorage = OperatingSystem.IsMacOS()
        ? X509KeyStorageFlags.DefaultKeySet
        : X509KeyStorageFlags.EphemeralKeySet;

    /// <summary>Reads a certificate with its private key from a PFX (PKCS #12) or PEM file.</summary>
    /// <exception cref="LifecycleWorkflowsException">The file doesn't exist or can't be opened.</exception>
    public static X509Certificate2 FromFile(string path, SecureString? password, string parameter)
    {
        byte[] content = Read(path, parameter);
        string? secret = password is null ? null : new NetworkCredential("", password).Password;
        PemFile pem = PemFile.Parse(TextOf(content));
        IReadOnlyList<X509Certificate2> certificates = pem.IsEmpty
            ? FromPfx(content, secret, parameter)
            : pem.Load(secret, parameter);
        return Choose(certificates)
            ?? throw Errors.ParameterInvalid(
                parameter,
                "the file doesn't contain a certificate",
                "Specify a PFX file, or a PEM file with the certificate and its private key."
            );
    }

    /// <summary>Finds a certificate in the personal stores of the user and the computer.</summary>
    /// <exception cref="LifecycleWorkflowsException">The certificate doesn't exist.</exception>
    public static X509Certificate2 FromStore(string thumbprint, string parameter)
    {
        string digits = Normalize(thumbprint);
        if (digits.Length != ThumbprintLength || !digits.All(char.IsAsciiHexDigit))
            throw Errors.ParameterInvalid(
                parameter,
                "it isn't a thumbprint",
                $"Specify the SHA-1 thumbprint of the certificate, which has {ThumbprintLength} hexadecimal digits."
            );
        return Choose([.. StoreLocations.SelectMany(location => FindAll(location, digits))])
            ?? throw Errors.ParameterInvalid(
                parameter,
                "no certificate in the personal store of the user or the computer has this thumbprint",
                "Check the thumbprint, or specify the certificate with -Certificate or -CertificatePath."
            );
    }

    /// <summary>
    /// Returns the certificate to sign in with: one with a private key, which is valid now, and expires last. The others
    /// are disposed of. Returns null if there are none.
    /// </summary>
    public static X509Certificate2? Choose(IReadOnlyList<X509Certificate2> certificates)
    {
        DateTime now = DateTime.Now;
        X509Certificate2? best = certificates
            .OrderByDescending(certificate => certificate.HasPrivateKey)
            .ThenByDescending(certificate => certificate.NotBefore <= now && now <= certificate.NotAfter)
            .ThenByDescending(certificate => certificate.NotAfter)
            .FirstOrDefault();
        foreach (X509Certificate2 other in certificates.Where(certificate => certificate != best))
            other.Dispose();
        return best;
    }

    private static byte[] Read(string path, string parameter)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream content = new();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                parameter,
                "the file couldn't be read",
                "Check the path, and that you have permission to read the file."
            );
        }
    }

    private static string TextOf(byte[] content)
    {
        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IReadOnlyList<X509Certificate2> FromPfx(byte[] content, string? password, string parameter)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.Import(content, password, KeyStorage);
        }
        catch (CryptographicException)
        {
            throw Errors.ParameterInvalid(
                parameter,
                password is null
                    ? "the file is encrypted, or it isn't a PFX or PEM file"
                    : "the password isn't correct, or the file isn't a PFX or PEM file",
                "Check the file and its password (-CertificatePassword or AZURE_CLIENT_CERTIFICATE_PASSWORD)."
            );
        }
        return [.. certificates];
    }

    /// <summary>Removes what other programs show in a thumbprint, such as spaces and invisible characters.</summary>
    private static string Normalize(string thumbprint) =>
        string.Concat(
            thumbprint.Where(c =>
                c is not (':' or '-') && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format
            )
        );

    private static X509Certificate2Collection FindAll(StoreLocation location, string thumbprint)
    {
        try
        {
            using X509Store store = new(StoreName.My, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
        }
        catch (CryptographicException)
        {
            // This system doesn't have the store.
            return [];
        }
    }
}
