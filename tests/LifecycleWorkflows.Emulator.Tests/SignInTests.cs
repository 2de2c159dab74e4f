using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>The ways to sign in, step by step as a client takes them.</summary>
public sealed class SignInTests : EmulatorTest
{
    private const string Scope =
        "openid offline_access https://graph.microsoft.com/LifecycleWorkflows-Workflow.Read.All "
        + "https://graph.microsoft.com/LifecycleWorkflows-Reports.Read.All";
    private const string Redirect = "http://localhost:49152/";
    private const string Workflows = $"v1.0/{LifecycleWorkflows}/workflows";

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly string _arcTokens = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    protected override string? Seed =>
        TestSeed.Json.Replace(
            "{\n  \"users\"",
            $$"""
            { "apps": [
                { "appId": "public" },
                { "appId": "other" },
                { "appId": "signs", "roles": ["LifecycleWorkflows.Read.All"], "certificates": [ {{JsonSerializer.Serialize(
                Pem(_key)
            )}} ] },
                { "appId": "federated", "roles": ["LifecycleWorkflows.Read.All"], "federatedCredentials": [
                  { "issuer": "https://issuer.example", "subject": "repo:contoso/x", "certificate": {{JsonSerializer.Serialize(
                Pem(_key)
            )}} },
                  { "issuer": "https://believed.example", "subject": "pod", "audience": "api://me" } ] },
                { "appId": "machine", "managedIdentity": true, "roles": ["LifecycleWorkflows.Read.All"] },
                { "appId": "user-assigned", "managedIdentity": true, "objectId": "o1", "resourceId": "/subscriptions/s/x" } ],
              "users"
            """,
            StringComparison.Ordinal
        );

    protected override void Configure(EmulatorOptions options) => options.ArcTokenDirectory = _arcTokens;

    [Fact]
    public async Task A_person_signs_in_with_a_browser_and_the_code_is_good_once()
    {
        (string challenge, string verifier) = Challenge();

        (string code, string state) = await AuthorizeAsync(challenge);
        JsonElement answer = await TokenAsync(HttpStatusCode.OK, CodeForm(code, verifier));

        Assert.Equal("a state", state);
        Assert.Equal(
            "https://graph.microsoft.com/LifecycleWorkflows-Workflow.Read.All "
                + "https://graph.microsoft.com/LifecycleWorkflows-Reports.Read.All",
            Text(answer, "scope")
        );
        JsonElement access = Claims(Text(answer, "access_token")),
            id = Claims(Text(answer, "id_token"));
        Assert.Equal(
            (
                "LifecycleWorkflows-Workflow.Read.All LifecycleWorkflows-Reports.Read.All",
                "AdeleV@contoso.com",
                "t1",
                "https://graph.microsoft.com"
            ),
            (Text(access, "scp"), Text(access, "upn"), Text(access, "tid"), Text(access, "aud"))
        );
        Assert.Equal(
            ("public", "user 1", "AdeleV@contoso.com", "a nonce"),
            (Text(id, "aud"), Text(id, "oid"), Text(id, "preferred_username"), Text(id, "nonce"))
        );
        Assert.Equal(
            """{"uid":"user 1","utid":"t1"}""",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Text(answer, "client_info")))
        );
        await UseAsync(answer, HttpStatusCode.OK);
        Assert.Equal(
            "invalid_grant",
            Text(await TokenAsync(HttpStatusCode.BadRequest, CodeForm(code, verifier)), "error")
        );
    }

    [Fact]
    public async Task Renewal_needs_no_person()
    {
        (string challenge, string verifier) = Challenge();
        JsonElement first = await TokenAsync(
            HttpStatusCode.OK,
            CodeForm((await AuthorizeAsync(challenge)).Code, verifier)
        );

        JsonElement second = await TokenAsync(
            HttpStatusCode.OK,
            new()
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = "public",
                ["refresh_token"] = Text(first, "refresh_token"),
                ["scope"] = Scope,
            }
        );

        Assert.Equal(Text(first, "client_info"), Text(second, "client_info"));
        await UseAsync(second, HttpStatusCode.OK);
        Assert.Equal(
            "invalid_grant",
            Text(
                await TokenAsync(
                    HttpStatusCode.BadRequest,
                    new()
                    {
                        ["grant_type"] = "refresh_token",
                        ["client_id"] = "other",
                        ["refresh_token"] = Text(first, "refresh_token"),
                    }
                ),
                "error"
            )
        );
        Assert.Equal(
            "invalid_grant",
            Text(
                await TokenAsync(
                    HttpStatusCode.BadRequest,
                    new()
                    {
                        ["grant_type"] = "refresh_token",
                        ["client_id"] = "public",
                        ["refresh_token"] = "made up",
                    }
                ),
                "error"
            )
        );
    }

    [Theory]
    [InlineData("code_verifier", "wrong", "AADSTS501481")]
    [InlineData("code_verifier", "", "AADSTS501481")]
    [InlineData("redirect_uri", "http://localhost:1/", "AADSTS70000")]
    [InlineData("client_id", "other", "AADSTS70000")]
    [InlineData("code", "made up", "AADSTS70000")]
    public async Task A_code_is_redeemed_only_by_who_asked_for_it(string field, string value, string number)
    {
        (string challenge, string verifier) = Challenge();
        Dictionary<string, string> form = CodeForm((await AuthorizeAsync(challenge)).Code, verifier);
        form[field] = value;

        Assert.StartsWith(
            number,
            Text(await TokenAsync(HttpStatusCode.BadRequest, form), "error_description"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes()
    {
        (string challenge, string verifier) = Challenge();
        string code = (await AuthorizeAsync(challenge)).Code;

        Clock.Now += TimeSpan.FromMinutes(10);

        Assert.Equal(
            "invalid_grant",
            Text(await TokenAsync(HttpStatusCode.BadRequest, CodeForm(code, verifier)), "error")
        );
    }

    [Theory]
    [InlineData("redirect_uri", "https://elsewhere.example/")]
    [InlineData("redirect_uri", "")]
    [InlineData("client_id", "nobody")]
    [InlineData("login_hint", "nobody@contoso.com")]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    public async Task Nobody_is_sent_back_with_a_code_who_asks_wrongly(string field, string value)
    {
        using HttpResponseMessage response = await OpenAsync(Challenge().Challenge, (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task A_browser_can_be_made_to_post_the_code_and_another_user_can_sign_in()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"signInUser":"user 2"}""");
        (string challenge, string verifier) = Challenge();
        using HttpResponseMessage response = await OpenAsync(challenge, ("response_mode", "form_post"));
        string page = await response.Content.ReadAsStringAsync(Ct);

        Assert.Contains($"action=\"{Redirect}\"", page, StringComparison.Ordinal);
        string code = page.Split("name=\"code\" value=\"")[1].Split('"')[0];
        JsonElement answer = await TokenAsync(HttpStatusCode.OK, CodeForm(code, verifier));
        Assert.Equal("user 2", Text(Claims(Text(answer, "id_token")), "oid"));
    }

    [Fact]
    public async Task Who_declines_is_sent_back_without_a_code()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"signInOutcome":"declined"}""");
        using HttpResponseMessage response = await OpenAsync(Challenge().Challenge);

        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query = QueryHelpers.ParseQuery(
            response.Headers.Location!.Query
        );
        Assert.Equal("access_denied", query["error"]);
        Assert.Equal("a state", query["state"]);
        Assert.False(query.ContainsKey("code"));
    }

    [Fact]
    public async Task A_device_code_is_pending_until_it_is_entered_and_is_good_once()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"deviceCodePolls":2}""");
        JsonElement device = await DeviceAsync();

        Assert.Equal("authorization_pending", Text(await PollAsync(device, HttpStatusCode.BadRequest), "error"));
        Assert.Equal("authorization_pending", Text(await PollAsync(device, HttpStatusCode.BadRequest), "error"));
        JsonElement answer = await PollAsync(device, HttpStatusCode.OK);

        Assert.Contains(Text(device, "user_code"), Text(device, "message"), StringComparison.Ordinal);
        await UseAsync(answer, HttpStatusCode.OK);
        Assert.Equal("invalid_grant", Text(await PollAsync(device, HttpStatusCode.BadRequest), "error"));
    }

    [Theory]
    [InlineData("declined", "authorization_declined")]
    [InlineData("expired", "expired_token")]
    public async Task A_device_code_may_never_be_entered(string outcome, string error)
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", $$"""{"signInOutcome":"{{outcome}}"}""");

        Assert.Equal(error, Text(await PollAsync(await DeviceAsync(), HttpStatusCode.BadRequest), "error"));
    }

    [Fact]
    public async Task A_device_code_ends_after_a_quarter_of_an_hour()
    {
        JsonElement device = await DeviceAsync();

        Clock.Now += TimeSpan.FromMinutes(15);

        Assert.Equal("expired_token", Text(await PollAsync(device, HttpStatusCode.BadRequest), "error"));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task An_app_signs_in_with_its_certificate(string algorithm)
    {
        JsonElement answer = await AssertAsync(HttpStatusCode.OK, "signs", Assertion(_key, algorithm: algorithm));

        Assert.Equal(
            ["token_type", "expires_in", "ext_expires_in", "access_token"],
            answer.EnumerateObject().Select(member => member.Name)
        );
        await UseAsync(answer, HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_times_of_an_assertion_may_be_text()
    {
        string now = Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            soon = Clock.Now.AddMinutes(10).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        object Claims(string expires) =>
            new
            {
                aud = $"{Host.Address}t1/oauth2/v2.0/token",
                iss = "signs",
                sub = "signs",
                nbf = now,
                exp = expires,
            };

        await AssertAsync(HttpStatusCode.OK, "signs", Sign(_key, "PS256", Claims(soon)));
        await AssertAsync(HttpStatusCode.Unauthorized, "signs", Sign(_key, "PS256", Claims(now)));
        await AssertAsync(HttpStatusCode.Unauthorized, "signs", Sign(_key, "PS256", Claims("99999999999999999")));
    }

    [Fact]
    public async Task An_assertion_that_is_not_good_is_refused_with_the_reason()
    {
        long now = Clock.Now.ToUnixTimeSeconds();
        (string Assertion, string Number)[] wrong =
        [
            (Assertion(_otherKey), "AADSTS700027"),
            (Assertion(_key, algorithm: "none"), "AADSTS700027"),
            (Assertion(_key, audience: "https://elsewhere.example/token"), "AADSTS700023"),
            (Assertion(_key, expires: now), "AADSTS700024"),
            (Assertion(_key, notBefore: now + 60), "AADSTS700024"),
            (Assertion(_key, subject: "other"), "AADSTS50027"),
            (Assertion(_key, issuer: "https://issuer.example"), "AADSTS700211"),
            ("no assertion", "AADSTS50027"),
        ];
        foreach ((string assertion, string number) in wrong)
            Assert.StartsWith(
                number + ":",
                Text(await AssertAsync(HttpStatusCode.Unauthorized, "signs", assertion), "error_description"),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_taken_if_the_app_trusts_it()
    {
        await UseAsync(
            await AssertAsync(
                HttpStatusCode.OK,
                "federated",
                Federated(_key, "https://issuer.example", "repo:contoso/x", "api://AzureADTokenExchange")
            ),
            HttpStatusCode.OK
        );
        await AssertAsync(
            HttpStatusCode.OK,
            "federated",
            Federated(_otherKey, "https://believed.example", "pod", "api://me")
        );
        (string Assertion, string Number)[] wrong =
        [
            (
                Federated(_key, "https://another.example", "repo:contoso/x", "api://AzureADTokenExchange"),
                "AADSTS700211"
            ),
            (Federated(_key, "https://issuer.example", "pod", "api://AzureADTokenExchange"), "AADSTS700213"),
            (Federated(_key, "https://issuer.example", "repo:contoso/x", "api://me"), "AADSTS700212"),
            (
                Federated(_otherKey, "https://issuer.example", "repo:contoso/x", "api://AzureADTokenExchange"),
                "AADSTS700027"
            ),
        ];
        foreach ((string assertion, string number) in wrong)
            Assert.StartsWith(
                number + ":",
                Text(await AssertAsync(HttpStatusCode.Unauthorized, "federated", assertion), "error_description"),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Apps_with_certificates_can_be_registered()
    {
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync(
                HttpMethod.Post,
                "emulator/apps",
                JsonSerializer.Serialize(new { appId = "later", certificates = new[] { Pem(_otherKey) } })
            )
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Post, "emulator/apps", """{"certificates":["none"]}""")
        );

        await AssertAsync(HttpStatusCode.OK, "later", Assertion(_otherKey, issuer: "later", subject: "later"));
        await AssertAsync(HttpStatusCode.Unauthorized, "later", Assertion(_key, issuer: "later", subject: "later"));
    }

    [Theory]
    [InlineData("appService", "X-IDENTITY-HEADER", "?api-version=2019-08-01&resource=R")]
    [InlineData("instanceMetadata", "Metadata", "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=R")]
    [InlineData("serviceFabric", "Secret", "?api-version=2019-07-01-preview&resource=R")]
    public async Task A_managed_identity_is_given_to_who_is_on_the_machine(string kind, string header, string rest)
    {
        JsonElement variables = (await GetAsync("emulator/managed-identity")).GetProperty(kind);
        string address =
            Text(variables, kind == "instanceMetadata" ? "AZURE_POD_IDENTITY_AUTHORITY_HOST" : "IDENTITY_ENDPOINT")
            + rest.Replace("R", "https://graph.microsoft.com", StringComparison.Ordinal);
        string proof = kind == "instanceMetadata" ? "true" : Text(variables, "IDENTITY_HEADER");

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(address)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(address, (header, "wrong"))).Status);
        (HttpStatusCode status, JsonElement answer) = await AskAsync(address, (header, proof));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("Bearer", "https://graph.microsoft.com", "machine"),
            (Text(answer, "token_type"), Text(answer, "resource"), Text(answer, "client_id"))
        );
        Assert.Equal(
            Clock.Now.AddSeconds(3599).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            Text(answer, "expires_on")
        );
        await UseAsync(answer, HttpStatusCode.OK);
        foreach (
            string name in new[]
            {
                "client_id=user-assigned",
                "object_id=o1",
                "principal_id=o1",
                "mi_res_id=/subscriptions/s/x",
                "msi_res_id=/subscriptions/s/x",
            }
        )
            Assert.Equal(
                "user-assigned",
                Text((await AskAsync($"{address}&{name}", (header, proof))).Answer, "client_id")
            );
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync($"{address}&client_id=signs", (header, proof))).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await AskAsync(address.Replace("&resource", "&nothing", StringComparison.Ordinal), (header, proof))).Status
        );
    }

    [Fact]
    public async Task Azure_Arc_gives_one_token_to_who_can_read_its_file()
    {
        string address =
            Text((await GetAsync("emulator/managed-identity")).GetProperty("azureArc"), "IDENTITY_ENDPOINT")
            + "?api-version=2019-11-01&resource=https://graph.microsoft.com";
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Add("Metadata", "true");
        using HttpResponseMessage challenge = await Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, challenge.StatusCode);
        AuthenticationHeaderValue said = challenge.Headers.WwwAuthenticate.Single();
        string file = said.Parameter!["realm=".Length..];
        Assert.Equal("Basic", said.Scheme);
        Assert.Equal(_arcTokens, Path.GetDirectoryName(file));
        (string, string) proof = ("Authorization", $"Basic {await File.ReadAllTextAsync(file, Ct)}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(address, proof)).Status);
        Assert.Equal("machine", Text((await AskAsync(address, ("Metadata", "true"), proof)).Answer, "client_id"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(address, ("Metadata", "true"), proof)).Status);
    }

    [Fact]
    public async Task The_log_shows_who_asked_for_tokens_and_requests_whose_they_have()
    {
        JsonElement answer = await AssertAsync(HttpStatusCode.OK, "signs", Assertion(_key));
        await AssertAsync(HttpStatusCode.Unauthorized, "signs", Assertion(_otherKey));
        await UseAsync(answer, HttpStatusCode.OK);

        string text = await Client.GetStringAsync(new Uri("emulator/sign-ins", UriKind.Relative), Ct);

        JsonElement[] signIns = [.. JsonElement.Parse(text).EnumerateArray()];
        Assert.Equal(
            ["signs t1 client_credentials ", "signs t1 client_credentials invalid_client"],
            signIns.Select(signIn =>
                $"{Text(signIn, "clientId")} {Text(signIn, "tenantId")} {Text(signIn, "grantType")} {signIn.GetProperty("error").GetString()}"
            )
        );
        Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        JsonElement request = (await GetAsync("emulator/requests"))[0];
        Assert.Equal(("signs", "t1"), (Text(request, "appId"), Text(request, "tenantId")));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, "emulator/sign-ins"));
        Assert.Empty((await GetAsync("emulator/sign-ins")).EnumerateArray());
    }

    [Fact]
    public async Task Instances_and_endpoints_can_be_discovered()
    {
        JsonElement instance = await GetAsync(
            "common/discovery/instance?api-version=1.1&authorization_endpoint=https://x/common/oauth2/v2.0/authorize"
        );
        JsonElement configuration = await GetAsync(Text(instance, "tenant_discovery_endpoint"));

        Assert.Equal(Host.Address.Authority, instance.GetProperty("metadata")[0].GetProperty("aliases")[0].GetString());
        Assert.Equal(
            $"{Host.Address}common/oauth2/v2.0/devicecode",
            Text(configuration, "device_authorization_endpoint")
        );
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "emulator/certificate"));
    }

    [Fact]
    public async Task With_TLS_exactly_its_own_certificate_is_to_be_trusted()
    {
        await using EmulatorHost secure = await EmulatorHost.StartAsync(new() { Tls = true }, Ct);
        using X509Certificate2 trusted = X509Certificate2.CreateFromPem(secure.CertificatePem);
        using HttpClient client = new(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == trusted.Thumbprint,
            }
        );
        using HttpClient stranger = new();

        Assert.Equal(Uri.UriSchemeHttps, secure.Address.Scheme);
        Assert.Equal(
            secure.CertificatePem,
            await client.GetStringAsync(new Uri(secure.Address, "emulator/certificate"), Ct)
        );
        Assert.False(trusted.HasPrivateKey);
        Assert.True(
            trusted.MatchesHostname("127.0.0.1")
                && trusted.MatchesHostname("localhost")
                && !trusted.MatchesHostname("contoso.com")
        );
        JsonElement configuration = JsonElement.Parse(
            await client.GetStringAsync(new Uri(secure.Address, "t1/v2.0/.well-known/openid-configuration"), Ct)
        );
        Assert.StartsWith("https://127.0.0.1:", Text(configuration, "token_endpoint"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetStringAsync(secure.Address, Ct));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _key.Dispose();
        _otherKey.Dispose();
        _handler.Dispose();
        if (Directory.Exists(_arcTokens))
            Directory.Delete(_arcTokens, recursive: true);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static JsonElement Claims(string token) =>
        JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));

    private static (string Challenge, string Verifier) Challenge()
    {
        string verifier = RandomNumberGenerator.GetHexString(64);
        return (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), verifier);
    }

    private static string Pem(RSA key)
    {
        CertificateRequest request = new("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        return certificate.ExportCertificatePem();
    }

    private static string Sign(RSA key, string algorithm, object claims)
    {
        string signed = $"{Encode(new { alg = algorithm, typ = "JWT" })}.{Encode(claims)}";
        byte[] signature =
            algorithm == "none"
                ? []
                : key.SignData(
                    Encoding.ASCII.GetBytes(signed),
                    HashAlgorithmName.SHA256,
                    algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
                );
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private string Assertion(
        RSA key,
        string? audience = null,
        long? expires = null,
        long? notBefore = null,
        string issuer = "signs",
        string subject = "signs",
        string algorithm = "PS256"
    ) =>
        Sign(
            key,
            algorithm,
            new
            {
                aud = audience ?? $"{Host.Address}t1/oauth2/v2.0/token",
                iss = issuer,
                sub = subject,
                exp = expires ?? Clock.Now.ToUnixTimeSeconds() + 600,
                nbf = notBefore ?? Clock.Now.ToUnixTimeSeconds(),
            }
        );

    private string Federated(RSA key, string issuer, string subject, string audience) =>
        Sign(
            key,
            "RS256",
            new
            {
                iss = issuer,
                sub = subject,
                aud = audience,
                exp = Clock.Now.ToUnixTimeSeconds() + 600,
            }
        );

    private Task<JsonElement> AssertAsync(HttpStatusCode expected, string clientId, string assertion) =>
        TokenAsync(
            expected,
            new()
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
                ["scope"] = "https://graph.microsoft.com/.default",
            }
        );

    private static Dictionary<string, string> CodeForm(string code, string verifier) =>
        new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "public",
            ["code"] = code,
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = verifier,
            ["scope"] = Scope,
        };

    private async Task<(string Code, string State)> AuthorizeAsync(string challenge)
    {
        using HttpResponseMessage response = await OpenAsync(challenge);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith(Redirect, response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query = QueryHelpers.ParseQuery(
            response.Headers.Location.Query
        );
        return (query["code"].ToString(), query["state"].ToString());
    }

    private async Task<HttpResponseMessage> OpenAsync(string challenge, params (string Name, string Value)[] changes)
    {
        Dictionary<string, string?> query = new()
        {
            ["client_id"] = "public",
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["scope"] = Scope,
            ["state"] = "a state",
            ["nonce"] = "a nonce",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach ((string name, string value) in changes)
            query[name] = value;
        using HttpClient browser = new(_handler, disposeHandler: false) { BaseAddress = Host.Address };
        return await browser.GetAsync(
            new Uri(QueryHelpers.AddQueryString("t1/oauth2/v2.0/authorize", query), UriKind.Relative),
            Ct
        );
    }

    private async Task<JsonElement> DeviceAsync()
    {
        using FormUrlEncodedContent content = new(
            new Dictionary<string, string> { ["client_id"] = "public", ["scope"] = Scope }
        );
        using HttpResponseMessage response = await Client.PostAsync(
            new Uri("t1/oauth2/v2.0/devicecode", UriKind.Relative),
            content,
            Ct
        );
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));
    }

    private Task<JsonElement> PollAsync(JsonElement device, HttpStatusCode expected) =>
        TokenAsync(
            expected,
            new()
            {
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
                ["client_id"] = "public",
                ["device_code"] = Text(device, "device_code"),
            }
        );

    private async Task<JsonElement> TokenAsync(HttpStatusCode expected, Dictionary<string, string> form)
    {
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage response = await Client.PostAsync(
            new Uri("t1/oauth2/v2.0/token", UriKind.Relative),
            content,
            Ct
        );
        string text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(expected == response.StatusCode, text);
        return JsonElement.Parse(text);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(
        string address,
        params (string Name, string Value)[] headers
    )
    {
        using HttpClient machine = new();
        foreach ((string name, string value) in headers)
            machine.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await machine.GetAsync(new Uri(address), Ct);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)));
    }

    private async Task UseAsync(JsonElement answer, HttpStatusCode expected)
    {
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            Text(answer, "access_token")
        );
        Assert.Equal(expected, await StatusAsync(HttpMethod.Get, Workflows));
    }
}
