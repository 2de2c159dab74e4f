using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.State;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>
/// Whether an app is the one that it says it is: by its secret, its certificate, or the token of another issuer.
/// </summary>
internal static class ClientProof
{
    /// <exception cref="SignInException">It is not.</exception>
    public static void Check(App app, IFormCollection form, IReadOnlyList<string> audiences, DateTime now)
    {
        if (form.ContainsKey("client_assertion"))
            CheckAssertion(app, form["client_assertion"].ToString(), audiences, now);
        else if (!form.ContainsKey("client_secret"))
            throw SignInException.NoCredential();
        else if (app.ClientSecret is not null && form["client_secret"] != app.ClientSecret)
            throw SignInException.WrongSecret(app.AppId);
    }

    private static void CheckAssertion(App app, string text, IReadOnlyList<string> audiences, DateTime now)
    {
        // Assumption: of an app that has neither certificates nor federated credentials any assertion is believed.
        if (app.Certificates.Count == 0 && app.FederatedCredentials.Count == 0)
            return;
        JsonWebToken assertion = Tokens.Read(text) ?? throw SignInException.MalformedAssertion();
        if (assertion.Text("iss") == app.AppId)
            CheckOwn(app, assertion, audiences);
        else
            CheckFederated(app, assertion);
        if (assertion.Expires <= now || assertion.ValidFrom > now)
            throw SignInException.AssertionOutOfTime();
    }

    private static void CheckOwn(App app, JsonWebToken assertion, IReadOnlyList<string> audiences)
    {
        if (!app.Certificates.Any(certificate => assertion.IsSignedWith(new X509SecurityKey(certificate))))
            throw SignInException.WrongCertificate();
        if (assertion.Text("sub") != app.AppId)
            throw SignInException.MalformedAssertion();
        if (!audiences.Contains(assertion.Text("aud"), StringComparer.OrdinalIgnoreCase))
            throw SignInException.WrongAssertionAudience();
    }

    private static void CheckFederated(App app, JsonWebToken token)
    {
        FederatedCredential[] ofIssuer =
        [
            .. app.FederatedCredentials.Where(credential => credential.Issuer == token.Text("iss")),
        ];
        if (ofIssuer.Length == 0)
            throw SignInException.NoFederatedCredential(700211, "issuer", token.Text("iss"));
        FederatedCredential[] ofSubject = [.. ofIssuer.Where(credential => credential.Subject == token.Text("sub"))];
        if (ofSubject.Length == 0)
            throw SignInException.NoFederatedCredential(700213, "subject", token.Text("sub"));
        FederatedCredential credential =
            ofSubject.FirstOrDefault(each => each.Audience == token.Text("aud"))
            ?? throw SignInException.NoFederatedCredential(700212, "audience", token.Text("aud"));
        if (
            credential.Certificate is X509Certificate2 certificate
            && !token.IsSignedWith(new X509SecurityKey(certificate))
        )
            throw SignInException.WrongCertificate();
    }
}
