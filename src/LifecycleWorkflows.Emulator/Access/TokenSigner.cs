using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>
/// Signs tokens and recognises its own. The key is made when it is first needed, and lives as long as the emulator.
/// </summary>
internal sealed class TokenSigner : IDisposable
{
    private const int KeySize = 2048;

    private readonly Lock _lock = new();
    private readonly Lazy<RSA> _key = new(() => RSA.Create(KeySize));

    public string KeyId { get; } = Guid.NewGuid().ToString("N");

    public RSAParameters PublicKey
    {
        get
        {
            lock (_lock)
                return _key.Value.ExportParameters(includePrivateParameters: false);
        }
    }

    /// <summary>The token whose payload is this JSON object.</summary>
    public string Sign(ReadOnlySpan<byte> claims)
    {
        string header = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes($$"""{"typ":"JWT","alg":"RS256","kid":"{{KeyId}}"}""")
        );
        string signed = $"{header}.{Base64Url.EncodeToString(claims)}";
        lock (_lock)
        {
            byte[] signature = _key.Value.SignData(
                Encoding.ASCII.GetBytes(signed),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }

    public bool Recognises(JsonWebToken token)
    {
        lock (_lock)
            return _key.Value.VerifyData(
                token.SignedPart,
                token.Signature,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }
}
