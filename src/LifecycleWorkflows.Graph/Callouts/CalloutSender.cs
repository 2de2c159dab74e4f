using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Network;

namespace LifecycleWorkflows.Graph.Callouts;

/// <summary>
/// Sends callouts as the service does, but without a token: to a runbook, a function or a test listener. Each is sent
/// once.
/// </summary>
internal sealed class CalloutSender(Uri address, TimeSpan limit)
{
    private static readonly SocketsHttpHandler Handler = HttpHandlers.Create();
    private static readonly HttpClient Http = new(Handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Scheme, host and port. Behind them an address can have a secret.</summary>
    public string Endpoint { get; } = address.GetLeftPart(UriPartial.Authority);

    /// <exception cref="LifecycleWorkflowsException">The address cannot be used.</exception>
    public static CalloutSender To(Uri? address, string parameter, TimeSpan limit)
    {
        string? flaw = address switch
        {
            null => "it's empty",
            { IsAbsoluteUri: false } => "it isn't absolute",
            _ when address.Scheme != Uri.UriSchemeHttps
                    && !(address.Scheme == Uri.UriSchemeHttp && ServiceRoot.IsLoopback(address)) => "it isn't https",
            { UserInfo.Length: > 0 } => "it contains a user name",
            { Fragment.Length: > 0 } => "it contains a fragment",
            _ => null,
        };
        if (flaw is not null)
            throw Errors.ParameterInvalid(
                parameter,
                flaw,
                $"For -{parameter}, specify an absolute https address. You can use http for loopback addresses only."
            );
        return new(address!, limit);
    }

    public async Task<(int Status, TimeSpan Duration)> SendAsync(string json, CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limit);
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await Http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    time.Token
                )
                .ConfigureAwait(false);
            int status = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode)
                throw Errors.CalloutNotTaken(
                    HttpErrors.ConditionOf(status),
                    $"{Endpoint} responded with {status}{(status < 400 ? ", a redirect that wasn't followed" : "")}",
                    status
                );
            return (status, Stopwatch.GetElapsedTime(start));
        }
        catch (Exception exception) when (ConnectFailure.Of(exception, Handler, address) is { } failure)
        {
            throw Errors.CalloutNotTaken(ErrorCondition.ConnectionFailed, failure.Reason);
        }
        catch (HttpRequestException exception)
        {
            throw Errors.CalloutNotTaken(
                ErrorCondition.ConnectionFailed,
                $"{Endpoint} didn't respond ({exception.HttpRequestError})"
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Errors.CalloutNotTaken(
                ErrorCondition.RequestTimeout,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Endpoint} didn't respond within {limit.TotalSeconds:0.#} seconds"
                )
            );
        }
    }
}
