using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>What an application proves itself with. Not records: those print what they hold.</summary>
internal abstract class ApplicationCredential
{
    public virtual bool SendsChain => false;

    public abstract ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application);
}
