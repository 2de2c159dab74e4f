using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

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
