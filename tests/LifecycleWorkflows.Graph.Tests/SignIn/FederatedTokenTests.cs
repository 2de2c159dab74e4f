using System.Net;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Tokens that the host of a pipeline is asked for.</summary>
public sealed class FederatedTokenTests
{
    private const string AppId = "11111111-1111-1111-1111-111111111111";

    private static readonly Dictionary<string, string> AzurePipelines = new()
    {
        ["SYSTEM_OIDCREQUESTURI"] = "https://dev.example/oidc",
        ["SYSTEM_ACCESSTOKEN"] = "job",
        ["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"] = "sc",
    };

    private static readonly Dictionary<string, string> GitHub = new()
    {
        ["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://github.example/token?v=1",
        ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job",
    };

    [Fact]
    public async Task Azure_Pipelines_is_asked_for_a_status_instead_of_a_page()
    {
        FakeService service = new(() => Ok("""{"oidcToken":"o"}"""), TokenAnswer);
        await SignInAsync(AzurePipelines, service);
        SentRequest asked = service.Requests[0];
        Assert.Equal("https://dev.example/oidc?api-version=7.1&serviceConnectionId=sc", asked.Uri.AbsoluteUri);
        Assert.Equal("Suppress", Assert.Single(asked.Headers.GetValues("X-TFS-FedAuthRedirect")));
        Assert.Contains("client_assertion=o", service.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_is_not_asked_for_that()
    {
        FakeService service = new(() => Ok("""{"value":"o"}"""), TokenAnswer);
        await SignInAsync(GitHub, service);
        Assert.False(service.Requests[0].Headers.Contains("X-TFS-FedAuthRedirect"));
    }

    [Theory]
    [InlineData(203, "text/html", "a sign-in page (203)", "$(System.AccessToken)")]
    [InlineData(203, "application/json", "a sign-in page (203)", "$(System.AccessToken)")]
    [InlineData(200, "text/html", "a sign-in page (200)", "$(System.AccessToken)")]
    [InlineData(302, "text/html", "a sign-in page (302)", "$(System.AccessToken)")]
    [InlineData(401, "text/html", "responded with 401", "hasn't expired")]
    [InlineData(200, "application/json", "doesn't contain a token", "environment variables")]
    public async Task A_sign_in_page_is_named_for_what_it_is(int status, string type, string says, string advice)
    {
        FakeService service = new(() =>
            new((HttpStatusCode)status) { Content = new StringContent("<html>canary", null, type) }
        );
        LifecycleWorkflowsException error = await FailsAsync(service);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_not_taken_for_the_sign_in_service()
    {
        FakeService service = new(() => throw new HttpRequestException(HttpRequestError.ConnectionError, "canary"));
        LifecycleWorkflowsException error = await FailsAsync(service);
        Assert.Contains(
            "the host of the pipeline couldn't be reached (there was no connection to dev.example:443",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_in_a_variable_is_where_the_shell_is()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "token"),
                "from-file\n",
                TestContext.Current.CancellationToken
            );
            FakeService service = new(TokenAnswer);
            Dictionary<string, string> variables = new() { ["AZURE_FEDERATED_TOKEN_FILE"] = "token" };
            await SignInAsync(variables, service, path => Path.Combine(folder, path));
            Assert.Contains("client_assertion=from-file", service.Requests[0].Body, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_token_file_that_another_program_has_open_is_read()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "from-file", TestContext.Current.CancellationToken);
            await using FileStream writer = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            FakeService service = new(TokenAnswer);
            await SignInAsync(new() { ["AZURE_FEDERATED_TOKEN_FILE"] = path }, service);
            Assert.Contains("client_assertion=from-file", service.Requests[0].Body, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static HttpResponseMessage TokenAnswer() =>
        Ok("""{"token_type":"Bearer","expires_in":3600,"access_token":"t"}""");

    private static Task<LifecycleWorkflowsException> FailsAsync(FakeService service) =>
        Assert.ThrowsAsync<LifecycleWorkflowsException>(() => SignInAsync(AzurePipelines, service));

    private static Task SignInAsync(
        Dictionary<string, string> variables,
        FakeService service,
        Func<string, string>? filePath = null
    )
    {
        SignInContext context = new(
            Cloud.Global,
            new("https://graph.example"),
            null,
            "contoso.com",
            service,
            true,
            false
        );
        FederatedAssertion assertion = FederatedTokens.Detect(
            new(variables.GetValueOrDefault),
            context,
            (_, path) => filePath?.Invoke(path) ?? path
        );
        TokenManager tokens = new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            new ApplicationSignIn(context, AppId, assertion)
        );
        return tokens.SignInAsync(new Notices(), TestContext.Current.CancellationToken);
    }
}
