using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Certificates as people have them in files.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string Parameter = "CertificatePath";
    private const string BagAttributes =
        "Bag Attributes\r\n    localKeyID: 01 00 00 00\r\nsubject=CN = test\r\nissuer=CN = test\r\n";

    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc,
        HashAlgorithmName.SHA256,
        2
    );

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly string _path = Path.GetTempFileName();
    private readonly X509Certificate2 _certificate;

    public CertificateTests() => _certificate = TestCertificate.Create(_key);

    private string CertificatePem => _certificate.ExportCertificatePem();

    private string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    private string EncryptedKeyPem => _key.ExportEncryptedPkcs8PrivateKeyPem("canary", Encryption);

    public void Dispose()
    {
        File.Delete(_path);
        _certificate.Dispose();
        _key.Dispose();
        _otherKey.Dispose();
    }

    [Theory]
    [InlineData("certificate, key")]
    [InlineData("key, certificate")]
    [InlineData("attributes, key, attributes, certificate")]
    [InlineData("attributes, certificate, attributes, key")]
    [InlineData("RSA key, certificate")]
    [InlineData("certificate, encrypted key")]
    [InlineData("attributes, encrypted key, certificate")]
    [InlineData("other certificate, certificate, key")]
    [InlineData("certificate, other certificate, key")]
    [InlineData("other key, certificate, key")]
    [InlineData("old certificate, certificate, key")]
    [InlineData("certificate, old certificate, key")]
    public void A_PEM_file_is_read_whatever_stands_in_it(string content)
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode])
        {
            Write(content, encoding);
            using X509Certificate2 read = Certificates.FromFile(_path, Secret("canary"), Parameter);
            Assert.Equal(_certificate.Thumbprint, read.Thumbprint);
            Assert.True(CanSign(read));
        }
    }

    [Theory]
    [InlineData("certificate, encrypted key", null, "the private key is encrypted.")]
    [InlineData("attributes, encrypted key, certificate", null, "the private key is encrypted.")]
    [InlineData("certificate, encrypted key", "wrong-canary", "another password")]
    [InlineData("certificate, other key", null, "doesn't belong to a certificate in the file")]
    [InlineData("certificate, old encryption", null, "a format that .NET doesn't support")]
    [InlineData("certificate, old encryption", "canary", "a format that .NET doesn't support")]
    [InlineData("key", null, "doesn't contain a certificate")]
    [InlineData("attributes", null, "it isn't a PFX or PEM file")]
    [InlineData("attributes", "canary", "the file isn't a PFX or PEM file")]
    [InlineData("", null, "it isn't a PFX or PEM file")]
    public void A_file_that_cannot_be_used_is_refused_for_what_it_is(string content, string? password, string says)
    {
        Write(content, Encoding.UTF8);
        AssertRefused(password, says);
    }

    [Fact]
    public void A_certificate_without_its_key_is_not_blamed_on_a_password()
    {
        Write("certificate", Encoding.UTF8);
        using X509Certificate2 pem = Certificates.FromFile(_path, null, Parameter);
        Assert.False(pem.HasPrivateKey);
        File.WriteAllBytes(_path, _certificate.RawData);
        using X509Certificate2 der = Certificates.FromFile(_path, null, Parameter);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            new ClientCertificate(der, isLoaded: true, sendsChain: false, Parameter)
        );
        Assert.Contains("doesn't have a private key", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("")]
    [InlineData(null)]
    public void A_PFX_file_is_read_with_its_password(string? password)
    {
        File.WriteAllBytes(_path, _certificate.Export(X509ContentType.Pfx, password));
        using X509Certificate2 read = Certificates.FromFile(_path, Secret(password), Parameter);
        Assert.Equal(_certificate.Thumbprint, read.Thumbprint);
        Assert.True(CanSign(read));
    }

    [Theory]
    [InlineData(null, "encrypted")]
    [InlineData("wrong-canary", "the password isn't correct")]
    public void A_PFX_file_with_another_password_is_refused(string? password, string says)
    {
        File.WriteAllBytes(_path, _certificate.Export(X509ContentType.Pfx, "canary"));
        AssertRefused(password, says);
    }

    [Fact]
    public void Of_the_certificates_in_a_PFX_file_the_one_with_a_key_is_taken()
    {
        using X509Certificate2 issuer = TestCertificate.Create(_otherKey, "CN=issuer", validTo: 100);
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(issuer.RawData);
        X509Certificate2Collection all = [bare, _certificate];
        File.WriteAllBytes(_path, all.Export(X509ContentType.Pfx, "canary")!);
        using X509Certificate2 read = Certificates.FromFile(_path, Secret("canary"), Parameter);
        Assert.Equal(_certificate.Thumbprint, read.Thumbprint);
    }

    [Fact]
    public void The_key_of_a_PFX_file_leaves_nothing_in_the_profile()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows keeps keys in the profile.");
        string keys = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData),
            "Microsoft",
            "Crypto"
        );
        File.WriteAllBytes(_path, _certificate.Export(X509ContentType.Pfx, "canary"));
        int before = Count();
        using X509Certificate2 read = Certificates.FromFile(_path, Secret("canary"), Parameter);
        Assert.True(CanSign(read));
        Assert.Equal(before, Count());

        int Count() => Directory.Exists(keys) ? Directory.GetFiles(keys, "*", SearchOption.AllDirectories).Length : 0;
    }

    [Fact]
    public void A_file_that_another_program_has_open_is_read()
    {
        Write("certificate, key", Encoding.UTF8);
        using FileStream writer = new(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using X509Certificate2 read = Certificates.FromFile(_path, null, Parameter);
        Assert.True(read.HasPrivateKey);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            Certificates.FromFile(_path + ".nowhere", null, Parameter)
        );
        Assert.Contains("couldn't be read", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each row: whether it has its key, and from and until which day it is valid.</summary>
    [Theory]
    [InlineData(1, "no -1 9", "key -1 1")]
    [InlineData(0, "key -1 1", "no -1 9")]
    [InlineData(0, "key -9 -1", "no -1 9")]
    [InlineData(1, "key -9 -1", "key -1 1")]
    [InlineData(1, "key 2 9", "key -1 1")]
    [InlineData(2, "key -1 1", "no -1 9", "key -3 2", "key -1 1")]
    [InlineData(1, "no -1 1", "no -1 2")]
    public void The_certificate_with_a_key_that_is_valid_and_ends_last_wins(int best, params string[] rows)
    {
        X509Certificate2[] all = [.. rows.Select(Create)];
        string thumbprint = all[best].Thumbprint;
        using X509Certificate2? chosen = Certificates.Choose(all);
        Assert.Equal(thumbprint, chosen!.Thumbprint);
        Assert.All(all, each => Assert.Equal(each == chosen, each.Handle != IntPtr.Zero));
    }

    [Fact]
    public void Of_no_certificates_none_is_chosen() => Assert.Null(Certificates.Choose([]));

    [Theory]
    [InlineData("")]
    [InlineData("CN=test")]
    [InlineData("00112233445566778899aabbccddeeff0011223")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void What_is_no_thumbprint_is_refused_as_such(string thumbprint) =>
        Assert.Contains("40 hexadecimal digits", FromStore(thumbprint).RecommendedAction, StringComparison.Ordinal);

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff00112233")]
    [InlineData("\u200e00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF 00 11 22 33 ")]
    [InlineData("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33")]
    public void A_thumbprint_is_taken_as_other_programs_show_it(string thumbprint) =>
        Assert.Contains("has this thumbprint", FromStore(thumbprint).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_loaded_ends_with_the_connection_and_what_was_given_does_not(bool isLoaded)
    {
        using X509Certificate2 certificate = TestCertificate.Create(_key);
        SignInContext context = new(
            Cloud.Global,
            new("https://graph.example"),
            null,
            "contoso.com",
            new FakeService(() => FakeService.Ok("""{"token_type":"Bearer","expires_in":3600,"access_token":"t"}""")),
            true,
            false
        );
        ClientCertificate credential = new(certificate, isLoaded, sendsChain: false, Parameter);
        ApplicationSignIn source = new(context, "11111111-1111-1111-1111-111111111111", credential);
        TokenManager tokens = new(ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"), source);
        await tokens.SignInAsync(new Notices(), TestContext.Current.CancellationToken);
        Assert.NotEqual(IntPtr.Zero, certificate.Handle);
        await tokens.EndAsync();
        await tokens.EndAsync();
        Assert.Equal(isLoaded, certificate.Handle == IntPtr.Zero);
    }

    private static bool CanSign(X509Certificate2 certificate)
    {
        using RSA key = certificate.GetRSAPrivateKey()!;
        return key.SignData("x"u8.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pss).Length > 0;
    }

    private static SecureString? Secret(string? text) =>
        text is null ? null : new NetworkCredential("", text).SecurePassword;

    private static LifecycleWorkflowsException FromStore(string thumbprint)
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            Certificates.FromStore(thumbprint, "CertificateThumbprint")
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        return error;
    }

    private X509Certificate2 Create(string row)
    {
        string[] parts = row.Split(' ');
        X509Certificate2 full = TestCertificate.Create(
            _key,
            validFrom: int.Parse(parts[1], null),
            validTo: int.Parse(parts[2], null)
        );
        if (parts[0] == "key")
            return full;
        using (full)
            return X509CertificateLoader.LoadCertificate(full.RawData);
    }

    private void AssertRefused(string? password, string says)
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            Certificates.FromFile(_path, Secret(password), Parameter)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private void Write(string content, Encoding encoding) =>
        File.WriteAllText(
            _path,
            string.Join("\n", content.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Part)),
            encoding
        );

    private string Part(string name)
    {
        using X509Certificate2 other = TestCertificate.Create(_otherKey, "CN=issuer", validTo: 100);
        using X509Certificate2 old = TestCertificate.Create(_key, validFrom: -9, validTo: -1);
        return name switch
        {
            "certificate" => CertificatePem,
            "key" => KeyPem,
            "RSA key" => _key.ExportRSAPrivateKeyPem(),
            "encrypted key" => EncryptedKeyPem,
            "other certificate" => other.ExportCertificatePem(),
            "other key" => _otherKey.ExportPkcs8PrivateKeyPem(),
            "old certificate" => old.ExportCertificatePem(),
            "old encryption" => _key.ExportRSAPrivateKeyPem()
                .Replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"),
            "attributes" => BagAttributes,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }
}
