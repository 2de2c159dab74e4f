using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// The credential of an application. The types aren't records because ToString of a record contains the values.
/// </summary>
internal abstract class ApplicationCredential
{
    public virtual bool SendsChain => false;

    public abstract ConfidentialClientApplicationBuilder AddTo(ConfidentialClientApplicationBuilder application);

    /// <summary>Disposes of what was loaded for this credential. It isn't used afterwards.</summary>
    public virtual void Forget() { }
}
