using System.Net;
using System.Reflection;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Tests;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What is said of what the services refuse, whole, so that a change to it is seen as well.</summary>
public sealed class SnapshotTests
{
    private static readonly FakeService Handler = new(() => FakeService.Ok("{}"));
    private static readonly int[] Statuses = [302, 400, 401, 403, 404, 405, 408, 409, 429, 500];

    [Fact]
    public void Messages_for_each_status_are_as_they_were()
    {
        GraphOperation[] both = [GraphOperation.ReadRuns, GraphOperation.ResumeTaskProcessingResult];
        IEnumerable<string> lines = both.SelectMany(operation =>
            Statuses.SelectMany(status => Lines(Refused(operation, status)))
        );
        Snapshot.Matches(Snapshot.File("StatusMessages.txt"), lines);
    }

    [Fact]
    public void Messages_for_a_missing_permission_are_as_they_were()
    {
        IEnumerable<GraphOperation> operations = typeof(GraphOperation)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<GraphOperation>();
        Snapshot.Matches(
            Snapshot.File("PermissionMessages.txt"),
            operations.SelectMany(operation => Lines(Refused(operation, 403)))
        );
    }

    [Fact]
    public void Messages_for_a_lost_or_unreadable_response_are_as_they_were()
    {
        using HttpResponseMessage response = new();
        IEnumerable<LifecycleWorkflowsException> errors = new[]
        {
            GraphOperation.ReadRuns,
            GraphOperation.ResumeTaskProcessingResult,
        }.SelectMany(operation =>
        {
            GraphRequest request = Request(operation);
            return new[]
            {
                HttpErrors.FromException(
                    new HttpRequestException(HttpRequestError.NameResolutionError),
                    request,
                    Handler
                ),
                HttpErrors.FromException(new OperationCanceledException(), request, Handler, TimeSpan.FromSeconds(100)),
                HttpErrors.FromException(new OperationCanceledException(), request, Handler),
                HttpErrors.FromException(new InvalidOperationException("Not shown."), request, Handler),
                HttpErrors.Unreadable(request, response, "it isn't JSON"),
                HttpErrors.LeavesService(request, "a redirect"),
                HttpErrors.NotOffered(Refused(operation, 404), request),
            };
        });
        Snapshot.Matches(Snapshot.File("ResponseMessages.txt"), errors.SelectMany(Lines));
    }

    [Fact]
    public void Messages_for_a_sign_in_that_fails_are_as_they_were()
    {
        IEnumerable<MsalServiceException> refusals = Keys()
            .Order(StringComparer.Ordinal)
            .Select(key =>
                char.IsAsciiDigit(key[0])
                    ? new MsalServiceException("invalid_client", $"AADSTS{key}: Not shown.")
                    : new MsalServiceException(key, "Not shown.")
            )
            .Append(new MsalServiceException("unknown", "Not shown."))
            .Append(new MsalServiceException("throttled", "Not shown.", (int)HttpStatusCode.TooManyRequests))
            .Append(new MsalServiceException("failed", "Not shown.", (int)HttpStatusCode.BadGateway));
        Snapshot.Matches(
            Snapshot.File("SignInMessages.txt"),
            refusals.SelectMany(refusal => Lines(MsalErrors.Explain(refusal, Handler, new("https://login.example"))!))
        );
    }

    /// <summary>What the tables of advice are about: numbers of the sign-in service, and error codes of MSAL.</summary>
    private static IEnumerable<string> Keys() =>
        typeof(MsalErrors)
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null))
            .OfType<Dictionary<string, string>>()
            .SelectMany(table => table.Keys);

    private static IEnumerable<string> Lines(LifecycleWorkflowsException error) =>
        [$"{error.Condition}: {error.Message}", $"  {error.RecommendedAction}", ""];

    private static GraphRequest Request(GraphOperation operation)
    {
        bool isChange = operation == GraphOperation.ResumeTaskProcessingResult;
        ResourcePath path = new(ApiVersions.V1, new() { WorkflowId = "w" }, "x");
        return new(operation, path, new("https://graph.example/v1.0/x"), isChange ? [] : null);
    }

    private static LifecycleWorkflowsException Refused(GraphOperation operation, int status)
    {
        using HttpResponseMessage response = new();
        return HttpErrors.Refused(Request(operation), status, response.Headers, [], DateTimeOffset.UnixEpoch);
    }
}
