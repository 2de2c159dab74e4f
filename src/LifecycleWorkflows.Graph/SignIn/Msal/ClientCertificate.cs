using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>A certificate whose public key is registered for the application.</summary>
internal sealed class ClientCertificate : ApplicationCredential
{
    private readonly X509Certificate2 _certificate;
    private readonly bool _isLoaded;

    /// <param name="certificate">The certificate.</param>
    /// <param name="isLoaded">Whether the module loaded it, so that it's disposed of with the connection.</param>
    /// <param name="sendsChain">Whether the certificate chain is sent.</param>
    /// <param name="parameter">The parameter that specifies the certificate.</param>
    /// <exception cref="LifecycleWorkflowsException">The certificate has no private key or isn't valid now.</exception>
    public ClientCertificate(X509Certificate2 certificate, bool isLoaded, bool sendsChain, string parameter)
    {
        if (!certificate.HasPrivateKey)
            throw Errors.ParameterInvalid(
                parameter,
                "the certificate doesn't have a private key",
                "Specify a certificate with a private key that you have permission to use, such as a PFX file."
            );
        if (DateTime.Now > certificate.NotAfter || DateTime.Now < certificate.NotBefore)
            throw Errors.CertificateNotValid(certificate.Thumbprint, certificate.NotBefore, certificate.NotAfter);
        _certificate = certificate;
        _isLoaded = isLoaded;
        SendsChain = sendsChain;
    }

    public override bool SendsChain { get; }

    public override ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application) =>
        application.WithCertificate(_certificate, SendsChain);

    public override void Forget()
    {
        if (_isLoaded)
            _certificate.Dispose();
    }
}
