using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>Finds the certificate that an application signs in with.</summary>
internal static class Certificates
{
    /// <summary>Reads a certificate with its private key from a PFX (PKCS #12) or PEM file.</summary>
    /// <exception cref="LifecycleWorkflowsException">The file doesn't exist or can't be opened.</exception>
    public static X509Certificate2 FromFile(string path, SecureString? password, string parameter)
    {
        try
        {
            return IsPem(path) ? FromPem(path, password) : new X509Certificate2(path, password);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                parameter,
                "the file couldn't be read",
                "Check the path, and that you have permission to read the file."
            );
        }
        catch (CryptographicException)
        {
            throw Errors.ParameterInvalid(
                parameter,
                "the file couldn't be opened as a certificate with its private key",
                "Check the password,"
                    + " and that the file is a PFX file or a PEM file with the certificate and its private key."
            );
        }
    }

    /// <summary>Finds a certificate in the personal store of the user or else the computer.</summary>
    /// <exception cref="LifecycleWorkflowsException">The certificate doesn't exist.</exception>
    public static X509Certificate2 FromStore(string thumbprint, string parameter)
    {
        foreach (StoreLocation location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            try
            {
                using X509Store store = new(StoreName.My, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                if (
                    store
                        .Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
                        .FirstOrDefault() is
                    { } certificate
                )
                    return certificate;
            }
            catch (CryptographicException)
            {
                // This system doesn't have the store.
            }
        }
        throw Errors.ParameterInvalid(
            parameter,
            "no certificate in the personal store of the user or the computer has this thumbprint",
            "Check the thumbprint, or specify the certificate with -Certificate or -CertificatePath."
        );
    }

    private static bool IsPem(string path)
    {
        Span<byte> head = stackalloc byte[11];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read].SequenceEqual("-----BEGIN "u8)
            || Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase);
    }

    private static X509Certificate2 FromPem(string path, SecureString? password) =>
        password is null
            ? X509Certificate2.CreateFromPemFile(path)
            : X509Certificate2.CreateFromEncryptedPemFile(path, new NetworkCredential("", password).Password);
}
