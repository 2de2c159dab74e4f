using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>
/// The certificates and private keys in the text of a PEM file. Other text, such as the attributes that OpenSSL writes
/// in front of a block, is skipped.
/// </summary>
internal sealed class PemFile
{
    private const string CertificateLabel = "CERTIFICATE";
    private const string EncryptedKeyLabel = "ENCRYPTED PRIVATE KEY";
    private const string KeyLabelEnd = "PRIVATE KEY";
    private const string LegacyEncryption = "Proc-Type: 4,ENCRYPTED";
    private const string PasswordNames = "-CertificatePassword or AZURE_CLIENT_CERTIFICATE_PASSWORD";

    private readonly List<string> _certificates = [];
    private readonly List<string> _keys = [];
    private readonly List<string> _encryptedKeys = [];

    private PemFile(bool hasLegacyEncryption) => HasLegacyEncryption = hasLegacyEncryption;

    /// <summary>Whether the text contains none of this, and might not be a PEM file.</summary>
    public bool IsEmpty => _certificates.Count + _keys.Count + _encryptedKeys.Count == 0 && !HasLegacyEncryption;

    private bool HasLegacyEncryption { get; }

    public static PemFile Parse(ReadOnlySpan<char> text)
    {
        PemFile file = new(text.Contains(LegacyEncryption, StringComparison.Ordinal));
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            file.Add(text[fields.Label].ToString(), text[fields.Location].ToString());
            text = text[fields.Location.End..];
        }
        return file;
    }

    /// <summary>
    /// Creates the certificates that a private key in the file belongs to; without a private key, all certificates.
    /// </summary>
    /// <exception cref="LifecycleWorkflowsException">The private key can't be used.</exception>
    public IReadOnlyList<X509Certificate2> Load(string? password, string parameter)
    {
        if (_keys.Count > 0)
            return NotEmpty(
                LoadWith(_keys, (certificate, key) => X509Certificate2.CreateFromPem(certificate, key)),
                parameter,
                "the private key doesn't belong to a certificate in the file"
            );
        if (_encryptedKeys.Count > 0 && password is null)
            throw Errors.ParameterInvalid(
                parameter,
                "the private key is encrypted",
                $"Specify its password ({PasswordNames})."
            );
        if (_encryptedKeys.Count > 0)
            return NotEmpty(
                LoadWith(
                    _encryptedKeys,
                    (certificate, key) => X509Certificate2.CreateFromEncryptedPem(certificate, key, password)
                ),
                parameter,
                "the private key is encrypted with another password, or it doesn't belong to a certificate in the file"
            );
        if (HasLegacyEncryption)
            throw Errors.ParameterInvalid(
                parameter,
                "the private key is encrypted in a format that .NET doesn't support",
                "Convert it to PKCS #8: openssl pkcs8 -topk8 -in old.pem -out new.pem. Then add the certificate."
            );
        return [.. _certificates.Select(certificate => X509Certificate2.CreateFromPem(certificate))];
    }

    private void Add(string label, string block)
    {
        if (label == CertificateLabel)
            _certificates.Add(block);
        else if (label == EncryptedKeyLabel)
            _encryptedKeys.Add(block);
        else if (label.EndsWith(KeyLabelEnd, StringComparison.Ordinal))
            _keys.Add(block);
    }

    private List<X509Certificate2> LoadWith(IReadOnlyList<string> keys, Func<string, string, X509Certificate2> create)
    {
        List<X509Certificate2> loaded = [];
        foreach (string certificate in _certificates)
        {
            foreach (string key in keys)
            {
                try
                {
                    loaded.Add(create(certificate, key));
                }
                catch (Exception exception) when (exception is CryptographicException or ArgumentException)
                {
                    // The key belongs to another certificate of the file.
                }
            }
        }
        return loaded;
    }

    private List<X509Certificate2> NotEmpty(List<X509Certificate2> loaded, string parameter, string problem)
    {
        if (loaded.Count == 0 && _certificates.Count > 0)
            throw Errors.ParameterInvalid(parameter, problem, $"Check the file and its password ({PasswordNames}).");
        return loaded;
    }
}
