using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
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
                string text = (
                    await System.IO.File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
                ).Trim();
                return text.Length > 0
                    ? text
                    : throw Errors.SignInFailed(
                        $"the file of {parameter} is " + "empty",
                        "Check the program that writes the file."
                    );
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Errors.SignInFailed(
                    $"the file of {parameter} couldn't be read",
                    "Check the path, and that you have permission to read the file."
                );
            }
        });

    /// <summary>Gets the token from the host of this process.</summary>
    /// <exception cref="LifecycleWorkflowsException">No known host is detected.</exception>
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
                $"{azureDevOps}?api-version={AzureDevOpsVersion}"
                    + $"&serviceConnectionId={Uri.EscapeDataString(connection)}",
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
                "the host of the pipeline didn't respond in time to a token request",
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
                    $"the host of the pipeline responded with {(int)response.StatusCode} to a token request",
                    "Check that the job has permission to request tokens, and that its own token hasn't expired."
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
                    "the response of the pipeline's host to a token request doesn't contain a token",
                    "Check the environment variables of the job."
                );
            }
        });
}
