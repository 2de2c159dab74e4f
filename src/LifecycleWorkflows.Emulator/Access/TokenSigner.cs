using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>
/// Signs tokens and recognises its own. The key is made when it is first needed, and lives as long as the emulator.
/// </summary>
internal sealed class TokenSigner : IDisposable
{
    private const int KeySize = 2048;

    private readonly Lazy<RsaSecurityKey> _key = new(() =>
        new(RSA.Create(KeySize)) { KeyId = Guid.NewGuid().ToString("N") }
    );

    public string KeyId => _key.Value.KeyId;

    public RSAParameters PublicKey => _key.Value.Rsa.ExportParameters(includePrivateParameters: false);

    /// <summary>The token whose payload is this JSON object.</summary>
    public string Sign(string claims) => Tokens.Sign(claims, new(_key.Value, SecurityAlgorithms.RsaSha256));

    public bool Recognises(JsonWebToken token) => token.IsSignedWith(_key.Value);

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Rsa.Dispose();
    }
}
