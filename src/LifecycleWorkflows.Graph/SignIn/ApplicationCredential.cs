using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>What an application proves itself with. Not records: those print what they hold.</summary>
internal abstract class ApplicationCredential
{
    public virtual bool SendsChain => false;

    public abstract ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application);
}

/// <summary>A secret that the application shares with the directory.</summary>
internal sealed class ClientSecret(string secret) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientSecret(secret);
}

/// <summary>A certificate whose public half the directory knows.</summary>
internal sealed class ClientCertificate : ApplicationCredential
{
    private readonly X509Certificate2 _certificate;

    /// <exception cref="LifecycleWorkflowsException">The certificate cannot sign, or not today.</exception>
    public ClientCertificate(X509Certificate2 certificate, bool sendsChain, string parameter)
    {
        if (!certificate.HasPrivateKey)
            throw Errors.ParameterInvalid(
                parameter,
                "the certificate has no private key",
                "Give a certificate whose private key this account may use, such as a PFX file."
            );
        if (DateTime.Now > certificate.NotAfter || DateTime.Now < certificate.NotBefore)
            throw Errors.CertificateNotValid(certificate.Thumbprint, certificate.NotBefore, certificate.NotAfter);
        _certificate = certificate;
        SendsChain = sendsChain;
    }

    public override bool SendsChain { get; }

    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithCertificate(_certificate, SendsChain);
}

/// <summary>
/// A token of another identity provider that the directory trusts. It is asked for anew each time, since it does not
/// live long.
/// </summary>
internal sealed class FederatedAssertion(Func<CancellationToken, Task<string>> get) : ApplicationCredential
{
    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithClientAssertion((AssertionRequestOptions options) => get(options.CancellationToken));
}
