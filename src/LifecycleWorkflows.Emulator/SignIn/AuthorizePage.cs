using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>Where a browser goes to sign in: the user signs in at once, and the browser is sent back.</summary>
internal sealed class AuthorizePage(TokenEndpoint tokens, UserGrants grants, LiveSettings settings)
{
    /// <exception cref="SignInException">
    /// There is nowhere to send the browser back to, or nobody to sign in.
    /// </exception>
    public async Task ServeAsync(HttpContext context, Authority authority)
    {
        IQueryCollection query = context.Request.Query;
        // Assumption: only a browser on this machine is sent back; what the app has registered is not known.
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out Uri? redirect) || !redirect.IsLoopback)
            throw SignInException.WrongRedirect(query["redirect_uri"]);
        string clientId = tokens.FindApp(query["client_id"], authority).AppId;
        Dictionary<string, string?> answer =
            settings.Current.SignInOutcome == SignInOutcome.Granted
                ? new() { ["code"] = grants.AddCode(Grant(query, clientId, authority)) }
                : new()
                {
                    ["error"] = "access_denied",
                    ["error_description"] = "AADSTS65004: User declined to consent to access the app.",
                };
        answer["state"] = query["state"];
        if (query["response_mode"] == "form_post")
            await PostBackAsync(context, redirect, answer);
        else
            context.Response.Redirect(QueryHelpers.AddQueryString(redirect.OriginalString, answer));
    }

    private UserGrant Grant(IQueryCollection query, string clientId, Authority authority)
    {
        if (query["response_type"] != "code")
            throw SignInException.InvalidRequest("The response type must be 'code'.");
        if (query["code_challenge"] is not [{ Length: > 0 } challenge] || query["code_challenge_method"] != "S256")
            throw SignInException.InvalidRequest("A code challenge with the method S256 is required.");
        return new(clientId, authority.TenantId, tokens.FindUser(query["login_hint"]), query["scope"].ToString())
        {
            RedirectUri = query["redirect_uri"],
            CodeChallenge = challenge,
            Nonce = query["nonce"],
        };
    }

    private static Task PostBackAsync(HttpContext context, Uri redirect, Dictionary<string, string?> answer)
    {
        string fields = string.Concat(
            answer
                .Where(field => field.Value is not null)
                .Select(field =>
                    $"<input type=\"hidden\" name=\"{field.Key}\" value=\"{WebUtility.HtmlEncode(field.Value)}\">"
                )
        );
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><title>Sign in</title><form method=\"post\" action=\"{WebUtility.HtmlEncode(redirect.OriginalString)}\">{fields}<button>Continue</button></form><script>document.forms[0].submit()</script>",
            context.RequestAborted
        );
    }
}
