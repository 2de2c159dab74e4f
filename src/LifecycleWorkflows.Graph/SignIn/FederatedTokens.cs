using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.SignIn.Msal;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>Gets the token of another identity provider from a file or from the host that runs a pipeline.</summary>
internal static class FederatedTokens
{
    private const string GitHubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string GitHubToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string AzureDevOpsUrl = "SYSTEM_OIDCREQUESTURI";
    private const string AzureDevOpsToken = "SYSTEM_ACCESSTOKEN";
    private const string AzureDevOpsConnection = "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID";
    private const string AzureDevOpsVersion = "7.1";

    /// <summary>Gets the token from a file. The file is read each time because another program updates it.</summary>
    public static FederatedAssertion File(string path, string parameter) =>
        new(async cancellationToken =>
        {
            try
            {
                string text = (await ReadFileAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
                if (text.Length > 0)
                    return text;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Errors.SignInFailed(
                    $"the file of {parameter} couldn't be read",
                    "Check the path, and that you have permission to read the file."
                );
            }
            throw Errors.SignInFailed($"the file of {parameter} is empty", "Check the program that writes the file.");
        });

    /// <summary>Gets the token from the host of this process.</summary>
    /// <param name="variables">The environment variables.</param>
    /// <param name="context">The context of the sign-in.</param>
    /// <param name="filePath">Converts the name of a variable and its path to an absolute path.</param>
    /// <exception cref="LifecycleWorkflowsException">No known host is detected.</exception>
    public static FederatedAssertion Detect(
        SignInEnvironment variables,
        SignInContext context,
        Func<string, string, string> filePath
    )
    {
        if (variables[SignInEnvironment.FederatedTokenFile] is { } path)
            return File(filePath(SignInEnvironment.FederatedTokenFile, path), SignInEnvironment.FederatedTokenFile);
        if (variables[GitHubUrl] is { } gitHub && variables[GitHubToken] is { } gitHubToken)
            return Ask(context, () => GitHubRequest(gitHub, context.Cloud), gitHubToken, "value");
        if (
            variables[AzureDevOpsUrl] is { } azureDevOps
            && variables[AzureDevOpsToken] is { } pipelineToken
            && variables[AzureDevOpsConnection] is { } connection
        )
            return Ask(context, () => AzureDevOpsRequest(azureDevOps, connection), pipelineToken, "oidcToken");
        throw Errors.NoFederatedToken(variables["GITHUB_ACTIONS"] is not null, variables["TF_BUILD"] is not null);
    }

    private static HttpRequestMessage GitHubRequest(string address, Cloud cloud) =>
        new(HttpMethod.Get, $"{address}&audience={Uri.EscapeDataString(cloud.FederationAudience)}");

    private static HttpRequestMessage AzureDevOpsRequest(string address, string connection)
    {
        string query = $"api-version={AzureDevOpsVersion}&serviceConnectionId={Uri.EscapeDataString(connection)}";
        HttpRequestMessage request = new(HttpMethod.Post, $"{address}?{query}")
        {
            Content = JsonContent.Create(new { }),
        };
        // Without it, the response to a token that isn't valid is a sign-in page, and not 401.
        request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
        return request;
    }

    private static FederatedAssertion Ask(
        SignInContext context,
        Func<HttpRequestMessage> create,
        string token,
        string member
    ) =>
        new(async cancellationToken =>
        {
            using HttpClient http = new(context.Handler, disposeHandler: false);
            using HttpRequestMessage request = create();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using HttpResponseMessage response = await SendAsync(http, context.Handler, request, cancellationToken)
                .ConfigureAwait(false);
            ThrowIfRefused(response);
            return await ReadTokenAsync(response, member, cancellationToken).ConfigureAwait(false);
        });

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        HttpMessageHandler handler,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            string reason =
                ConnectFailure.Of(exception, handler, request.RequestUri!)?.Reason
                ?? exception.HttpRequestError.ToString();
            throw Errors.SignInFailed(
                $"the host of the pipeline couldn't be reached ({reason})",
                "Check the network, the proxy (-Proxy), and the environment variables of the job."
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Errors.SignInFailed(
                "the host of the pipeline didn't respond in time to a token request",
                "Try again later."
            );
        }
    }

    private static void ThrowIfRefused(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (IsSignInPage(response))
            throw Errors.SignInFailed(
                $"the host of the pipeline responded with a sign-in page ({status}) to a token request",
                "The host didn't accept the token of the job. In Azure Pipelines, set SYSTEM_ACCESSTOKEN of the step"
                    + " to $(System.AccessToken); the token expires when the job ends."
            );
        if (!response.IsSuccessStatusCode)
            throw Errors.SignInFailed(
                $"the host of the pipeline responded with {status} to a token request",
                "Check that the job has permission to request tokens, and that its own token hasn't expired."
            );
    }

    private static bool IsSignInPage(HttpResponseMessage response) =>
        (int)response.StatusCode is 203 or (>= 300 and < 400)
        || (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/html");

    private static async Task<string> ReadTokenAsync(
        HttpResponseMessage response,
        string member,
        CancellationToken cancellationToken
    )
    {
        try
        {
            JsonElement body = await response
                .Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                .ConfigureAwait(false);
            return body.GetProperty(member).GetString()!;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Errors.SignInFailed(
                "the response of the pipeline's host to a token request doesn't contain a token",
                "Check the environment variables of the job."
            );
        }
    }

    // The program that writes the file might have it open.
    private static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
