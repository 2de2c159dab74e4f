using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LifecycleWorkflows.Tests;

/// <summary>A request as it arrived at the <see cref="FakeService"/>.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Uri, HttpRequestHeaders Headers, string? Body);

/// <summary>Answers requests in the process, and remembers them.</summary>
internal sealed class FakeService(Func<SentRequest, int, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly List<SentRequest> _requests = [];

    public FakeService(Func<SentRequest, int, HttpResponseMessage> answer)
        : this((request, number) => Task.FromResult(answer(request, number))) { }

    public FakeService(params Func<HttpResponseMessage>[] answers)
        : this((_, number) => answers[Math.Min(number, answers.Length) - 1]()) { }

    public IReadOnlyList<SentRequest> Requests => _requests;

    public bool IsDisposed { get; private set; }

    public static HttpResponseMessage Ok(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Status(int status) => new((HttpStatusCode)status);

    public static HttpResponseMessage Refusal(int status, string code, string message = "")
    {
        HttpResponseMessage response = Ok(
            $$"""{"error":{"code":"{{code}}","message":"{{message}}","innerError":{"code":"inner","request-id":"body"} } }""",
            (HttpStatusCode)status
        );
        response.Headers.Add("request-id", "req-1");
        return response;
    }

    public static HttpResponseMessage RetryAfter(int status, string value)
    {
        HttpResponseMessage response = Status(status);
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        SentRequest sent = new(request.Method, request.RequestUri!, request.Headers, body);
        int number;
        lock (_requests)
        {
            _requests.Add(sent);
            number = _requests.Count;
        }
        HttpResponseMessage response = await answer(sent, number).WaitAsync(cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
