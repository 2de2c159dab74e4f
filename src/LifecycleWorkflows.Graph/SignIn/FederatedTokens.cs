using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LifecycleWorkflows.Graph.SignIn.Msal;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>
/// Where the token of another identity provider comes from: a file, or the host that runs a pipeline.
/// </summary>
internal static class FederatedTokens
{
    private const string GitHubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string GitHubToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string AzureDevOpsUrl = "SYSTEM_OIDCREQUESTURI";
    private const string AzureDevOpsToken = "SYSTEM_ACCESSTOKEN";
    private const string AzureDevOpsConnection = "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID";
    private const string AzureDevOpsVersion = "7.1";

    /// <summary>A file that its owner keeps fresh: it is read each time.</summary>
    public static FederatedAssertion File(string path, string parameter) =>
        new(async cancellationToken =>
        {
            try
            {
                string text = (
                    await System.IO.File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
                ).Trim();
                return text.Length > 0
                    ? text
                    : throw Errors.SignInFailed($"the file of {parameter} is empty", "Check what writes the file.");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Errors.SignInFailed(
                    $"the file of {parameter} could not be read",
                    "Check the path, and that this account may read the file."
                );
            }
        });

    /// <summary>What the host of this process offers.</summary>
    /// <exception cref="LifecycleWorkflowsException">Nothing that is known.</exception>
    public static FederatedAssertion Detect(SignInEnvironment variables, SignInContext context)
    {
        if (variables[SignInEnvironment.FederatedTokenFile] is { } path)
            return File(path, SignInEnvironment.FederatedTokenFile);
        if (variables[GitHubUrl] is { } gitHub && variables[GitHubToken] is { } gitHubToken)
            return Ask(
                context,
                HttpMethod.Get,
                $"{gitHub}&audience={Uri.EscapeDataString(context.Cloud.FederationAudience)}",
                gitHubToken,
                "value"
            );
        if (
            variables[AzureDevOpsUrl] is { } azureDevOps
            && variables[AzureDevOpsToken] is { } pipelineToken
            && variables[AzureDevOpsConnection] is { } connection
        )
            return Ask(
                context,
                HttpMethod.Post,
                $"{azureDevOps}?api-version={AzureDevOpsVersion}&serviceConnectionId={Uri.EscapeDataString(connection)}",
                pipelineToken,
                "oidcToken"
            );
        throw Errors.NoFederatedToken(variables["GITHUB_ACTIONS"] is not null, variables["TF_BUILD"] is not null);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient http,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Errors.SignInFailed(
                "the host of the pipeline did not answer in time when asked for a token",
                "Try again later."
            );
        }
    }

    private static FederatedAssertion Ask(
        SignInContext context,
        HttpMethod method,
        string address,
        string token,
        string member
    ) =>
        new(async cancellationToken =>
        {
            using HttpClient http = new(context.Handler, disposeHandler: false);
            using HttpRequestMessage request = new(method, address)
            {
                Content = method == HttpMethod.Post ? JsonContent.Create(new { }) : null,
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using HttpResponseMessage response = await AskAsync(http, request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Errors.SignInFailed(
                    $"the host of the pipeline answered {(int)response.StatusCode} when asked for a token",
                    "Check that the job may ask for tokens, and that its own token has not expired."
                );
            try
            {
                JsonElement answer = await response
                    .Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
                    .ConfigureAwait(false);
                return answer.GetProperty(member).GetString()!;
            }
            catch (Exception exception)
                when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw Errors.SignInFailed(
                    "the host of the pipeline answered with something else than a token",
                    "Check the variables of the job."
                );
            }
        });
}
