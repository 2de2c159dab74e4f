using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using Microsoft.Identity.Client;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Which way requests take, and what is known when there is no way.</summary>
public sealed class NetworkTests
{
    private static readonly Uri Service = new("https://graph.example");
    private static readonly ResourcePath Path = new(ApiVersions.V1, ResourceKey.None, "workflows");

    private readonly Notices _notices = new();

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0", true)]
    [InlineData("https://10.1.2.3", true)]
    [InlineData("https://169.253.1.1", true)]
    [InlineData("https://[2001:db8::1]", true)]
    [InlineData("https://localhost.example", true)]
    [InlineData("https://intranet", true)]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token", false)]
    [InlineData("http://2852039166/metadata", false)]
    [InlineData("http://[::ffff:169.254.169.254]", false)]
    [InlineData("http://[fe80::1]", false)]
    [InlineData("http://127.0.0.1:40342/metadata/identity/oauth2/token", false)]
    [InlineData("http://127.8.8.8", false)]
    [InlineData("http://[::1]:5000", false)]
    [InlineData("http://localhost:40342/metadata", false)]
    [InlineData("http://LOCALHOST.", false)]
    [InlineData("http://api.localhost", false)]
    public void This_computer_is_never_reached_through_a_proxy(string address, bool isProxied)
    {
        ProxyServer proxy = ProxyServer.Of(new("http://proxy.example:8080"), null, false)!;
        using SocketsHttpHandler handler = HttpHandlers.Create(proxy);
        Assert.True(handler.UseProxy);
        Assert.Equal(
            isProxied ? "http://proxy.example:8080/" : null,
            handler.Proxy!.GetProxy(new(address))?.AbsoluteUri
        );
        Assert.Equal(!isProxied, handler.Proxy.IsBypassed(new(address)));
    }

    [Fact]
    public void A_proxy_of_the_system_gets_the_credentials_of_the_user_and_a_given_one_does_not()
    {
        using SocketsHttpHandler system = HttpHandlers.Create();
        using SocketsHttpHandler given = HttpHandlers.Create(ProxyServer.Of(new("http://p.example:1"), null, false));
        Assert.Same(CredentialCache.DefaultCredentials, system.DefaultProxyCredentials);
        Assert.Null(given.DefaultProxyCredentials);
    }

    [Theory]
    [InlineData("proxy.example:8080", "scheme")]
    [InlineData("proxy:8080", "scheme")]
    [InlineData("10.0.0.1:8080", "scheme")]
    [InlineData("user:canary@proxy.example:8080", "scheme")]
    [InlineData("//proxy.example:8080", "scheme")]
    [InlineData("ftp://proxy.example:8080", "scheme")]
    [InlineData("socks://proxy.example:1080", "scheme")]
    [InlineData("file:///c:/proxy.pac", "scheme")]
    [InlineData("socks5:proxy.example:1080", "host")]
    [InlineData("socks5://proxy.example", "port")]
    [InlineData("http://proxy.example:0", "port")]
    [InlineData("http://user:canary@proxy.example:8080/proxy.pac", "path")]
    [InlineData("http://proxy.example:8080?canary", "path")]
    [InlineData("http://proxy.example:8080/#canary", "path")]
    public void An_address_of_no_proxy_is_refused_and_not_repeated(string address, string why)
    {
        Uri uri = new(address, UriKind.RelativeOrAbsolute);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ProxyServer.Of(uri, null, false)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.StartsWith("The value of -Proxy", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("http://proxy.contoso.com:8080", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://proxy.example:8080")]
    [InlineData("http://proxy.example")]
    [InlineData("https://proxy.example/")]
    [InlineData("SOCKS5://10.0.0.1:1080")]
    [InlineData("socks4a://proxy.example:1080")]
    [InlineData("socks4://[::1]:1080")]
    public void An_address_of_a_proxy_is_taken(string address) =>
        Assert.Equal(new Uri(address), ProxyServer.Of(new(address), null, false)!.ToWebProxy().Address);

    [Theory]
    [InlineData(
        "http://user:canary@p.example:1",
        true,
        false,
        "-ProxyCredential isn't valid: it can't be combined with a user name"
    )]
    [InlineData(
        "http://user@p.example:1",
        true,
        false,
        "-ProxyCredential isn't valid: it can't be combined with a user name"
    )]
    [InlineData(
        "http://user:canary@p.example:1",
        false,
        true,
        "-ProxyUseDefaultCredentials isn't valid: it can't be combined with a user"
    )]
    [InlineData(
        "http://p.example:1",
        true,
        true,
        "-ProxyUseDefaultCredentials isn't valid: it can't be combined with -ProxyCredential"
    )]
    [InlineData(
        null,
        true,
        true,
        "-ProxyUseDefaultCredentials isn't valid: it can't be combined with -ProxyCredential"
    )]
    [InlineData(null, true, false, "-ProxyCredential isn't valid: it was specified without -Proxy.")]
    [InlineData(null, false, true, "-ProxyUseDefaultCredentials isn't valid: it was specified without -Proxy.")]
    public void Credentials_that_contradict_each_other_are_refused_by_name(
        string? address,
        bool hasCredential,
        bool useDefault,
        string says
    )
    {
        NetworkCredential? credential = hasCredential ? new("user", "canary") : null;
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ProxyServer.Of(address is null ? null : new(address), credential, useDefault)
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.StartsWith($"The value of {says}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Default_credentials_are_those_of_the_user() =>
        Assert.Same(
            CredentialCache.DefaultCredentials,
            ProxyServer.Of(new("http://p.example:1"), null, true)!.ToWebProxy().Credentials
        );

    [Theory]
    [InlineData("http://user:secret@{0}", null, "user:secret")]
    [InlineData("http://us%40er:s%3Aecr%2Fet@{0}", null, "us@er:s:ecr/et")]
    [InlineData("http://CONTOSO%5Cuser:secret@{0}", null, "CONTOSO\\user:secret")]
    [InlineData("http://{0}", "user:secret", "user:secret")]
    [InlineData("http://{0}", "CONTOSO\\user:secret", "CONTOSO\\user:secret")]
    [InlineData("http://{0}", "user@contoso.com:secret", "user@contoso.com:secret")]
    [InlineData("http://{0}", "\\user:secret", "user:secret")]
    public async Task A_proxy_gets_the_credentials_that_it_wants(string address, string? credential, string wanted)
    {
        using LoopbackProxy proxy = new(wanted);
        using GraphHttpClient client = Through(address, proxy.Host, credential);
        Assert.Contains("w1", await ReadAsync(client), StringComparison.Ordinal);
        const string Connect = "CONNECT graph.example:443 HTTP/1.1";
        Assert.Equal([Connect, $"{Connect} {wanted}"], proxy.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("user:canary")]
    public async Task A_proxy_that_wants_other_credentials_is_blamed_at_once_and_nothing_was_sent(string? credential)
    {
        using LoopbackProxy proxy = new("user:secret");
        using GraphHttpClient client = Through("http://{0}", proxy.Host, credential);
        LifecycleWorkflowsException error = await ChangeFailsAsync(client);
        Assert.Equal(
            (ErrorCondition.ConnectionFailed, 1, false),
            (error.Condition, error.Attempts, error.MayHaveSucceeded)
        );
        Assert.Contains(
            $"wasn't sent: the proxy {proxy.Host} refused to connect to graph.example:443.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("-ProxyCredential", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{error}{string.Concat(_notices.Verbosities)}", StringComparison.Ordinal);
        Assert.All(
            proxy.Requests,
            request => Assert.StartsWith("CONNECT graph.example:443", request, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_found_out_in_three_seconds_and_named()
    {
        int port = FreePort();
        using SocketsHttpHandler handler = HttpHandlers.Create();
        using GraphHttpClient client = Client(new($"http://127.0.0.1:{port}"), handler);
        Stopwatch watch = Stopwatch.StartNew();
        LifecycleWorkflowsException error = await ChangeFailsAsync(client);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3.9));
        Assert.Equal(
            (ErrorCondition.ConnectionFailed, 3, false),
            (error.Condition, error.Attempts, error.MayHaveSucceeded)
        );
        Assert.EndsWith(
            $"wasn't sent: 127.0.0.1:{port} refused the connection.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            _notices.Verbosities,
            text => text.Contains("ConnectionFailed; attempt 2 in", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_proxy_where_nobody_listens_is_named_and_not_the_service()
    {
        string host = $"127.0.0.1:{FreePort()}";
        using GraphHttpClient client = Through("http://user:canary@{0}", host, null, new() { MaxRetry = 0 });
        LifecycleWorkflowsException error = await ChangeFailsAsync(client);
        Assert.EndsWith(
            $"wasn't sent: the proxy {host} refused the connection.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_never_answers_is_given_up_before_the_attempt_and_nothing_was_sent()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        TimeSpan attempt = TimeSpan.FromSeconds(2);
        using SocketsHttpHandler handler = HttpHandlers.Create(attemptTimeout: attempt);
        // It accepts, and then keeps silent instead of agreeing on a key.
        using GraphHttpClient client = Client(
            new($"https://127.0.0.1:{port}"),
            handler,
            new() { MaxRetry = 0, AttemptTimeout = attempt }
        );
        LifecycleWorkflowsException error = await ChangeFailsAsync(client);
        Assert.Equal((ErrorCondition.ConnectionFailed, false), (error.Condition, error.MayHaveSucceeded));
        Assert.EndsWith(
            $"wasn't sent: there was no connection to 127.0.0.1:{port} within 1 seconds.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(null, 15)]
    [InlineData(100, 15)]
    [InlineData(10, 5)]
    public void Connecting_takes_a_quarter_of_a_minute_or_half_of_an_attempt(int? attempt, int seconds)
    {
        TimeSpan? limit = attempt is null ? null : TimeSpan.FromSeconds(attempt.Value);
        using SocketsHttpHandler handler = HttpHandlers.Create(attemptTimeout: limit);
        Assert.Equal(TimeSpan.FromSeconds(seconds), handler.ConnectTimeout);
    }

    [Fact]
    public void A_handler_of_the_user_that_gives_up_may_have_sent_the_request()
    {
        TaskCanceledException late = new("late", new TimeoutException());
        using SocketsHttpHandler own = HttpHandlers.Create();
        Assert.Null(ConnectFailure.Of(late, new FakeService(() => Ok("{}")), Service));
        Assert.Equal(SocketError.TimedOut, ConnectFailure.Of(late, own, Service)?.Error);
        Assert.Null(ConnectFailure.Of(new TaskCanceledException(), own, Service));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, 2, 3)]
    [InlineData(SocketError.HostNotFound, 2, 3)]
    [InlineData(SocketError.TimedOut, 4, 30)]
    [InlineData(SocketError.NetworkUnreachable, 4, 30)]
    [InlineData(SocketError.SocketError, 4, 30)]
    public void How_long_a_connection_is_tried_again_is_decided_by_what_failed(
        SocketError error,
        int retries,
        int limit
    )
    {
        LifecycleWorkflowsException failure = new(ErrorCondition.ConnectionFailed, "m", "a")
        {
            IsTransient = true,
            ConnectError = error,
        };
        RetryPolicy retry = new() { Random = () => 1 };
        TimeSpan elapsed = TimeSpan.Zero;
        int count = 0;
        while (retry.GetDelay(failure, false, count + 1, elapsed) is { } delay)
        {
            elapsed += delay;
            count++;
        }
        Assert.Equal(retries, count);
        Assert.NotNull(retry.GetDelay(failure, false, 1, TimeSpan.FromSeconds(limit - 1)));
        Assert.Null(retry.GetDelay(failure, false, 1, TimeSpan.FromSeconds(limit)));
        Assert.Null(
            new RetryPolicy { RetryTimeout = TimeSpan.Zero, Random = () => 1 }.GetDelay(failure, false, 1, elapsed)
        );
        Assert.Equal(error, failure.Copy().ConnectError);
    }

    [Theory]
    [InlineData("Sun, 22 Nov 2026 07:00:00 GMT", "Sun, 22 Nov 2026 07:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", "Sun, 22 Nov 2026 09:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", "Sun, 22 Nov 2026 08:59:30 GMT", 0)]
    [InlineData(null, "Sun, 22 Nov 2026 08:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", "30", 30)]
    [InlineData(null, "Sun, 22 Nov 2026 07:59:59 GMT", 0)]
    [InlineData(null, "86400", 86400)]
    [InlineData(null, "-5", null)]
    [InlineData(null, "soon", null)]
    public void A_date_to_wait_for_is_on_the_clock_of_the_service(string? date, string retryAfter, int? seconds)
    {
        using HttpResponseMessage response = FakeService.RetryAfter(429, retryAfter);
        if (date is not null)
            response.Headers.TryAddWithoutValidation("Date", date);
        Assert.Equal(
            seconds,
            (int?)Network.RetryAfter.In(response.Headers, new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero))?.TotalSeconds
        );
    }

    [Fact]
    public void A_sign_in_service_that_cannot_be_reached_is_named()
    {
        HttpRequestException refused = new(
            HttpRequestError.ConnectionError,
            "canary",
            new SocketException((int)SocketError.ConnectionRefused)
        );
        using SocketsHttpHandler handler = HttpHandlers.Create(
            ProxyServer.Of(new("http://user:canary@proxy.example:8080"), null, false)
        );
        LifecycleWorkflowsException failure = MsalErrors.Explain(refused, handler, new("https://login.example"))!;
        Assert.Equal(
            "The sign-in service couldn't be reached: the proxy proxy.example:8080 refused the connection.",
            failure.Message
        );
        Assert.Equal((SocketError.ConnectionRefused, true), (failure.ConnectError, failure.IsTransient));
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);

        // As .NET 8 has it, where the status stands in the text alone.
        HttpRequestException unauthenticated = new(HttpRequestError.ProxyTunnelError, "status code '407'");
        LifecycleWorkflowsException login = MsalErrors.Explain(unauthenticated, handler, new("https://login.example"))!;
        Assert.Equal((ErrorCondition.ConnectionFailed, false), (login.Condition, login.IsTransient));
        Assert.Contains("-ProxyCredential", login.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_in_service_that_is_silent_or_busy_says_so()
    {
        using SocketsHttpHandler handler = HttpHandlers.Create();
        Uri host = new("https://127.0.0.1:7");
        MsalServiceException late = new(MsalError.RequestTimeout, "canary");
        LifecycleWorkflowsException silent = MsalErrors.Explain(late, handler, host)!;
        Assert.Equal("The sign-in service (127.0.0.1:7) didn't respond in time: request_timeout.", silent.Message);
        Assert.Contains("-Proxy", silent.RecommendedAction, StringComparison.Ordinal);

        using HttpResponseMessage response = FakeService.RetryAfter(429, "Sun, 22 Nov 2020 08:00:30 GMT");
        response.Headers.TryAddWithoutValidation("Date", "Sun, 22 Nov 2020 08:00:00 GMT");
        MsalServiceException throttled = new("x", "canary", 429) { Headers = response.Headers };
        LifecycleWorkflowsException busy = MsalErrors.Explain(throttled, handler, host)!;
        Assert.Equal((ErrorCondition.Throttled, 30.0), (busy.Condition, busy.RetryAfter?.TotalSeconds));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static GraphHttpClient Through(string address, string host, string? login, RetryPolicy? retry = null)
    {
        string[]? parts = login?.Split(':');
        NetworkCredential? credential = parts is null ? null : ProxyServer.Credential(parts[0], parts[1]);
        Uri proxy = new(string.Format(null, address, host));
        SocketsHttpHandler handler = HttpHandlers.Create(ProxyServer.Of(proxy, credential, false));
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown?.Subject == LoopbackProxy.CertificateName;
        return Client(Service, handler, retry);
    }

    private static GraphHttpClient Client(Uri endpoint, HttpMessageHandler handler, RetryPolicy? retry = null)
    {
        ServiceRoot root = ServiceRoot.Of(endpoint, "GraphEndpoint");
        return new(root, new(root, new StaticTokenSource("t")), handler, retry ?? new() { Random = () => 0.9 });
    }

    private Task<string> ReadAsync(GraphHttpClient client) =>
        client.ReadAsync(
            new(GraphOperation.ReadWorkflows, Path, client.Address(Path)),
            body => Encoding.UTF8.GetString(body),
            _notices,
            TestContext.Current.CancellationToken
        );

    private Task<LifecycleWorkflowsException> ChangeFailsAsync(GraphHttpClient client) =>
        Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            client.ChangeAsync<object>(
                new(GraphOperation.ResumeTaskProcessingResult, Path, client.Address(Path), "{}"u8.ToArray()),
                null,
                _notices,
                TestContext.Current.CancellationToken
            )
        );
}
