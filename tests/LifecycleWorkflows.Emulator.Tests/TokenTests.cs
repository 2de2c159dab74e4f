using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Who may do what, and which tokens are believed.</summary>
public sealed class TokenTests : EmulatorTest
{
    private const string Root = $"v1.0/{LifecycleWorkflows}";
    private const string All = """{"roles":["LifecycleWorkflows.ReadWrite.All"]}""";

    private static readonly string Workflow = $"{Root}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}";
    private static readonly string Deleted =
        $"{Root}/deletedItems/workflows/{Uri.EscapeDataString(TestSeed.DeletedWorkflow)}";
    private static readonly string Waiting =
        $"{Workflow}/tasks/{Uri.EscapeDataString(TestSeed.WaitTask)}/"
        + $"taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}";

    /// <summary>Microsoft's permission table: a path, and what suffices for it, the least privileged first.</summary>
    private static readonly (string Path, string[] Permissions)[] Table =
    [
        (
            $"{Root}/workflows",
            [
                "LifecycleWorkflows-Workflow.ReadBasic.All",
                "LifecycleWorkflows-Workflow.Read.All",
                "LifecycleWorkflows-Workflow.ReadWrite.All",
                "LifecycleWorkflows.Read.All",
                "LifecycleWorkflows.ReadWrite.All",
            ]
        ),
        (
            Workflow,
            [
                "LifecycleWorkflows-Workflow.ReadBasic.All",
                "LifecycleWorkflows-Workflow.Read.All",
                "LifecycleWorkflows-Workflow.ReadWrite.All",
                "LifecycleWorkflows.Read.All",
                "LifecycleWorkflows.ReadWrite.All",
            ]
        ),
        ($"{Workflow}/createdBy", ["LifecycleWorkflows-Workflow.ReadBasic.All"]),
        (
            $"{Workflow}/tasks",
            [
                "LifecycleWorkflows-Workflow.Read.All",
                "LifecycleWorkflows-Workflow.ReadWrite.All",
                "LifecycleWorkflows.Read.All",
                "LifecycleWorkflows.ReadWrite.All",
            ]
        ),
        ($"{Workflow}/versions/1/tasks", ["LifecycleWorkflows-Workflow.Read.All"]),
        ($"{Workflow}/executionScope", ["LifecycleWorkflows-Workflow.Read.All"]),
        ($"{Workflow}/previewScope", ["LifecycleWorkflows-Workflow.Read.All"]),
        ($"{Root}/deletedItems/workflows", ["LifecycleWorkflows-Workflow.Read.All"]),
        (
            "v1.0/users",
            [
                "User.ReadBasic.All",
                "User.Read.All",
                "User.ReadWrite.All",
                "Directory.Read.All",
                "Directory.ReadWrite.All",
            ]
        ),
        (
            "v1.0/groups",
            [
                "GroupMember.Read.All",
                "GroupMember.ReadWrite.All",
                "Group.Read.All",
                "Group.ReadWrite.All",
                "Directory.Read.All",
                "Directory.ReadWrite.All",
            ]
        ),
        (
            $"{Workflow}/runs",
            ["LifecycleWorkflows-Reports.Read.All", "LifecycleWorkflows.Read.All", "LifecycleWorkflows.ReadWrite.All"]
        ),
        (
            $"{Workflow}/runs/summary(startDateTime=2026-11-01T00:00:00Z,endDateTime=2026-11-30T00:00:00Z)",
            ["LifecycleWorkflows-Reports.Read.All"]
        ),
        ($"{Workflow}/userProcessingResults", ["LifecycleWorkflows-Reports.Read.All"]),
        ($"{Workflow}/taskReports", ["LifecycleWorkflows-Reports.Read.All"]),
        (
            Waiting,
            ["LifecycleWorkflows-Reports.Read.All", "LifecycleWorkflows.Read.All", "LifecycleWorkflows.ReadWrite.All"]
        ),
        ($"{Waiting}/subject", ["LifecycleWorkflows-Reports.Read.All"]),
        ($"{Root}/insights", ["LifecycleWorkflows-Reports.Read.All"]),
        (
            $"{Root}/customTaskExtensions",
            [
                "LifecycleWorkflows-CustomExt.Read.All",
                "LifecycleWorkflows-CustomExt.ReadWrite.All",
                "LifecycleWorkflows.Read.All",
                "LifecycleWorkflows.ReadWrite.All",
            ]
        ),
        ($"{Root}/taskDefinitions", ["LifecycleWorkflows.Read.All", "LifecycleWorkflows.ReadWrite.All"]),
        ($"{Root}/workflowTemplates", ["LifecycleWorkflows.Read.All"]),
        ($"{Root}/settings", ["LifecycleWorkflows.Read.All"]),
        (Root, ["LifecycleWorkflows.Read.All"]),
        (
            "v1.0/identityGovernance/entitlementManagement/assignmentRequests",
            ["EntitlementManagement.Read.All", "EntitlementManagement.ReadWrite.All"]
        ),
    ];

    private static readonly string[] ChangeWorkflows =
    [
        "LifecycleWorkflows-Workflow.ReadWrite.All",
        "LifecycleWorkflows.ReadWrite.All",
    ];

    private const string Subjects = """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"user 1"}]}""";

    private const string Scope = "#microsoft.graph.identityGovernance.";

    /// <summary>What changes something: a method, a path, a body, and what suffices for it.</summary>
    private static readonly (string Method, string Path, string Body, string[] Permissions)[] Changes =
    [
        ("POST", $"{Workflow}/activate", Subjects, ["LifecycleWorkflows-Workflow.Activate", .. ChangeWorkflows]),
        (
            "POST",
            $"{Workflow}/activateWithScope",
            $$$"""{"scope":{"@odata.type":"{{{Scope}}}activateUserScope","users":[{"id":"user 1"}]}}""",
            ["LifecycleWorkflows-Workflow.Activate", .. ChangeWorkflows]
        ),
        (
            "POST",
            $"{Workflow}/cancelProcessing",
            $$$"""{"scope":{"@odata.type":"{{{Scope}}}cancelRunsScope","runs":[{"id":"{{{TestSeed.Run}}}"}]}}""",
            ChangeWorkflows
        ),
        ("POST", $"{Workflow}/previewWorkflow", Subjects, ChangeWorkflows),
        (
            "POST",
            $"{Workflow}/previewTaskFailures",
            "",
            ["LifecycleWorkflows-Workflow.Read.All", "LifecycleWorkflows.Read.All", .. ChangeWorkflows]
        ),
        ("POST", $"{Workflow}/clearQuarantine", "", ChangeWorkflows),
        ("PATCH", Workflow, """{"description":"x"}""", ChangeWorkflows),
        ("DELETE", Workflow, "", ChangeWorkflows),
        ("POST", $"{Deleted}/restore", "", ChangeWorkflows),
        ("DELETE", Deleted, "", ChangeWorkflows),
    ];

    private static readonly string[] AllPermissions =
    [
        .. Table.SelectMany(row => row.Permissions).Concat(Changes.SelectMany(row => row.Permissions)).Distinct(),
    ];

    // The pieces of the seed that say which apps an extension authorises.
    protected override string? Seed =>
        TestSeed
            .Json.Replace(
                "{ \"timeoutDuration\": \"PT1H\" }",
                """{ "timeoutDuration": "PT1H", "authorizedApps": [ { "appId": "mailbox-app" """
                    + """} ] }, "authenticationConfiguration": { "resourceId": "logic-app" }""",
                StringComparison.Ordinal
            )
            .Replace(
                "{\n  \"users\"",
                (
                    """{ "apps": [ { "appId": "runbook", "clientSecret": "s3cret", "roles": """
                    + """["LifecycleWorkflows.Read.All"] }, { "appId": "open" } ], "users" """
                ).TrimEnd(),
                StringComparison.Ordinal
            );

    public static TheoryData<string> Paths => [.. Table.Select(row => row.Path)];

    public static TheoryData<string, string> Operations => [.. Changes.Select(row => (row.Method, row.Path))];

    [Theory, MemberData(nameof(Operations))]
    public async Task Changes_with_what_suffices_and_with_nothing_less(string method, string path)
    {
        (_, _, string body, string[] sufficient) = Changes.Single(row => (row.Method, row.Path) == (method, path));
        async Task<bool> IsForbiddenAsync(IEnumerable<string> permissions)
        {
            await StatusAsync(HttpMethod.Post, "emulator/reset");
            await UseAsync(JsonSerializer.Serialize(new { roles = permissions }));
            HttpStatusCode status = await StatusAsync(new HttpMethod(method), path, body.Length == 0 ? null : body);
            Assert.True(
                status is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.Forbidden,
                $"{status}"
            );
            return status == HttpStatusCode.Forbidden;
        }

        foreach (string permission in sufficient)
            Assert.False(await IsForbiddenAsync([permission]), permission);
        Assert.True(await IsForbiddenAsync(AllPermissions.Except(sufficient)));
        Assert.True(await IsForbiddenAsync([]));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task Reads_with_what_suffices_and_with_nothing_less(string path)
    {
        string[] sufficient = Table.Single(row => row.Path == path).Permissions;
        foreach (string kind in new[] { "roles", "scopes" })
        {
            foreach (string permission in sufficient)
                Assert.Equal(HttpStatusCode.OK, await StatusAsync(path, $$"""{"{{kind}}":["{{permission}}"]}"""));
        }
        if (sufficient.Length > 1)
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await StatusAsync(path, JsonSerializer.Serialize(new { roles = AllPermissions.Except(sufficient) }))
            );
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(path, "{}"));
    }

    [Theory]
    [InlineData(
        """{"roles":["LifecycleWorkflows.Read.All","LifecycleWorkflows-Workflow.ReadWrite.All","LifecycleWorkflows-Reports.Read.All"]}""",
        HttpStatusCode.Forbidden
    )]
    [InlineData("""{"appId":"some-app"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"appId":"mailbox-app"}""", HttpStatusCode.NoContent)]
    [InlineData("""{"appId":"logic-app"}""", HttpStatusCode.NoContent)]
    [InlineData(All, HttpStatusCode.NoContent)]
    [InlineData("""{"scopes":["LifecycleWorkflows.ReadWrite.All"]}""", HttpStatusCode.NoContent)]
    public async Task Resumes_with_the_permission_or_as_an_app_that_the_extension_names(
        string order,
        HttpStatusCode expected
    )
    {
        await UseAsync(order);

        Assert.Equal(expected, await ResumeAsync(Waiting));
    }

    [Fact]
    public async Task An_app_that_the_extension_names_can_do_nothing_else() =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Waiting, """{"appId":"mailbox-app"}"""));

    [Fact]
    public async Task A_refusal_says_so_in_Graphs_words()
    {
        await UseAsync("{}");

        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, Workflow);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("Authorization_RequestDenied", error.GetProperty("code").GetString());
        Assert.Equal("Insufficient privileges to complete the operation.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_token_lives_as_long_as_the_clock_says()
    {
        await UseAsync("""{"roles":["LifecycleWorkflows.ReadWrite.All"],"lifetimeSeconds":60}""");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflow));
        Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, Workflow));
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"clockOffset":"-PT1H"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, Workflow));
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"clockOffset":"-PT30S"}""");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflow));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com", HttpStatusCode.OK)]
    [InlineData("https://graph.microsoft.com/", HttpStatusCode.OK)]
    [InlineData("00000003-0000-0000-c000-000000000000", HttpStatusCode.OK)]
    [InlineData("HOST", HttpStatusCode.OK)]
    [InlineData("https://graph.microsoft.us", HttpStatusCode.Unauthorized)]
    [InlineData("https://management.azure.com", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Only_tokens_for_Graph_or_for_the_emulator_are_good(string audience, HttpStatusCode expected) =>
        Assert.Equal(
            expected,
            await StatusAsync(
                Workflow,
                $$"""{"roles":["LifecycleWorkflows.ReadWrite.All"],"audience":"{{audience.Replace("HOST", Host.Address.AbsoluteUri, StringComparison.Ordinal)}}"}"""
            )
        );

    [Theory]
    [InlineData("""{"roles":["LifecycleWorkflows.ReadWrite.All"],"lifetimeSeconds":-5}""", "expired")]
    [InlineData("""{"roles":["LifecycleWorkflows.ReadWrite.All"],"notBeforeSeconds":5}""", "not yet valid")]
    [InlineData("""{"roles":["LifecycleWorkflows.ReadWrite.All"],"audience":"https://vault.azure.net"}""", "audience")]
    public async Task A_token_that_is_not_good_is_refused_with_the_reason(string order, string reason)
    {
        await UseAsync(order);

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflow);
        JsonElement error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).GetProperty("error");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", error.GetProperty("code").GetString());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task What_was_tampered_with_is_refused()
    {
        string[] parts = (await TokenAsync(All)).Split('.');
        string more = Encode(
            """{"aud":"https://graph.microsoft.com","exp":99999999999,"roles":["LifecycleWorkflows.ReadWrite.All"]}"""
        );
        await using EmulatorHost other = await EmulatorHost.StartAsync(new() { Clock = Clock }, Ct);
        using HttpClient otherClient = new() { BaseAddress = other.Address };
        using HttpResponseMessage foreign = await otherClient.PostAsync(
            new Uri("emulator/token", UriKind.Relative),
            Json(All),
            Ct
        );
        string foreignToken = JsonElement
            .Parse(await foreign.Content.ReadAsStringAsync(Ct))
            .GetProperty("accessToken")
            .GetString()!;

        string[] tokens =
        [
            $"{parts[0]}.{more}.{parts[2]}",
            $"{Encode("""{"alg":"none"}""")}.{more}.",
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{parts[1]}.!",
            $"{parts[0]}.x.{parts[2]}",
            foreignToken,
        ];
        foreach (string token in tokens)
        {
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, Workflow));
        }
    }

    [Theory, InlineData("word"), InlineData("a.b.c"), InlineData("a.b"), InlineData("1.2.3.4")]
    public async Task Any_other_word_permits_everything_unless_the_settings_want_real_tokens(string word)
    {
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", word);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflow));
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"requireJwt":true}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, Workflow));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Workflow, All));
    }

    [Fact]
    public async Task An_app_signs_in_with_its_secret()
    {
        JsonElement answer = await SignInAsync(HttpStatusCode.OK, "runbook", ("client_secret", "s3cret"));

        Assert.Equal(
            ["token_type", "expires_in", "ext_expires_in", "access_token"],
            answer.EnumerateObject().Select(member => member.Name)
        );
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("access_token").GetString()
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, $"{Workflow}/runs"));
        Assert.Equal(HttpStatusCode.Forbidden, await ResumeAsync(Waiting));
    }

    [Theory]
    [InlineData("""{"appId":"RUNBOOK"}""", null, "LifecycleWorkflows.Read.All")]
    [InlineData("""{"appId":"runbook","scopes":["User.Read"]}""", "User.Read", null)]
    [InlineData("""{"appId":"runbook","roles":["User.Read.All"]}""", null, "User.Read.All")]
    [InlineData("""{"appId":"runbook","roles":[]}""", null, null)]
    [InlineData(
        """{"appId":"runbook","scopes":["User.Read"],"roles":["User.Read.All"]}""",
        "User.Read",
        "User.Read.All"
    )]
    [InlineData("""{"appId":"nobody"}""", null, null)]
    public async Task A_token_has_the_permissions_of_its_app_unless_it_is_given_others(
        string order,
        string? scopes,
        string? role
    )
    {
        JsonElement claims = JsonElement.Parse(
            System.Buffers.Text.Base64Url.DecodeFromChars((await TokenAsync(order)).Split('.')[1])
        );

        Assert.Equal(scopes, claims.TryGetProperty("scp", out JsonElement scp) ? scp.GetString() : null);
        Assert.Equal(role, claims.TryGetProperty("roles", out JsonElement roles) ? roles[0].GetString() : null);
    }

    [Fact]
    public async Task Apps_can_be_registered()
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post,
            "emulator/apps",
            """{"roles":["LifecycleWorkflows.ReadWrite.All"]}"""
        );
        JsonElement app = JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));

        JsonElement answer = await SignInAsync(
            HttpStatusCode.OK,
            app.GetProperty("appId").GetString()!,
            ("client_secret", app.GetProperty("clientSecret").GetString()!)
        );

        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.GetProperty("access_token").GetString()
        );
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting));
    }

    [Theory]
    [InlineData("runbook", "client_secret", "wrong", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("runbook", "client_certificate", "x", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("nobody", "client_secret", "s3cret", HttpStatusCode.BadRequest, "unauthorized_client")]
    public async Task A_wrong_sign_in_is_refused(
        string clientId,
        string credential,
        string value,
        HttpStatusCode status,
        string error
    )
    {
        JsonElement answer = await SignInAsync(status, clientId, (credential, value));

        Assert.Equal(error, answer.GetProperty("error").GetString());
        Assert.StartsWith("AADSTS", answer.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open", "client_secret", "anything")]
    [InlineData("runbook", "client_assertion", "eyJ")]
    public async Task An_app_without_a_secret_and_an_assertion_are_believed(
        string clientId,
        string credential,
        string value
    ) => await SignInAsync(HttpStatusCode.OK, clientId, (credential, value));

    [Fact]
    public async Task Another_grant_or_another_form_of_scope_is_refused()
    {
        Assert.Equal(
            "unsupported_grant_type",
            (await PostFormAsync(HttpStatusCode.BadRequest, new() { ["grant_type"] = "password" }))
                .GetProperty("error")
                .GetString()
        );
        Assert.Equal("invalid_scope", (
                await PostFormAsync(
                    HttpStatusCode.BadRequest,
                    new()
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_id"] = "open",
                        ["client_secret"] = "x",
                        ["scope"] = "https://graph.microsoft.com/User.Read",
                    }
                )
            ).GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_authority_can_be_discovered()
    {
        JsonElement configuration = await GetAsync("my-tenant/v2.0/.well-known/openid-configuration");

        Assert.Equal($"{Host.Address}my-tenant/v2.0", configuration.GetProperty("issuer").GetString());
        Assert.Equal(
            $"{Host.Address}my-tenant/oauth2/v2.0/token",
            configuration.GetProperty("token_endpoint").GetString()
        );
        JsonElement key = (await GetAsync(configuration.GetProperty("jwks_uri").GetString()!)).GetProperty("keys")[0];
        Assert.Equal("RSA", key.GetProperty("kty").GetString());
        Assert.Equal("AQAB", key.GetProperty("e").GetString());
    }

    private static string Encode(string json) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private async Task UseAsync(string order) =>
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(order));

    private async Task<HttpStatusCode> StatusAsync(string path, string order)
    {
        await UseAsync(order);
        return await StatusAsync(HttpMethod.Get, path);
    }

    private Task<JsonElement> SignInAsync(
        HttpStatusCode expected,
        string clientId,
        (string Name, string Value) credential
    ) =>
        PostFormAsync(
            expected,
            new()
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                [credential.Name] = credential.Value,
                ["scope"] = "https://graph.microsoft.com/.default",
            }
        );

    private async Task<JsonElement> PostFormAsync(HttpStatusCode expected, Dictionary<string, string> form)
    {
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage response = await Client.PostAsync(
            new Uri("my-tenant/oauth2/v2.0/token", UriKind.Relative),
            content,
            Ct
        );
        Assert.Equal(expected, response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct));
    }
}
