using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Batching;

/// <summary>Answers a batch: each part like a request of its own, with its own throttling and its own faults.</summary>
internal sealed class BatchRunner(GraphEngine engine, Authenticator authenticator, Throttle throttle, FaultQueue faults)
{
    public const string Path = "/$batch";

    /// <summary>
    /// Writes the answer, and tells whether any part changed the tenant. The whole is refused by an exception.
    /// </summary>
    public bool Answer(GraphRequest batch, GraphAnswer answer, RecordedRequest record)
    {
        authenticator.Authenticate(batch);
        if (batch.Method != HttpMethods.Post)
            throw GraphException.MethodNotAllowed([HttpMethods.Post]);
        IReadOnlyList<BatchPart> parts = BatchReader.Read(batch.ReadBody());

        List<RecordedPart> recorded = [];
        HashSet<string> failed = new(StringComparer.OrdinalIgnoreCase);
        answer.Headers.ContentType = MediaType.Json;
        using Utf8JsonWriter writer = new(answer.Body);
        writer.WriteStartObject();
        writer.WriteStartArray("responses");
        foreach (BatchPart part in parts)
        {
            bool isBlocked = part.DependsOn.Any(failed.Contains);
            Fault? fault = isBlocked ? null : faults.Take(part.Method, part.Url, part.Id);
            BufferedAnswer answered = new();
            bool applied = Serve(batch, part, answered.Answer, fault, isBlocked);
            if (!answered.Answer.IsSuccess)
                failed.Add(part.Id);
            recorded.Add(new(part.Id, part.Method, part.Url, answered.Answer.Status, applied, fault?.Kind.WireName));
            if (fault?.Kind != FaultKind.Omit)
                BatchResponse.Write(writer, part.Id, answered);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        record.Parts = recorded;
        return recorded.Any(part => part.Applied);
    }

    private bool Serve(GraphRequest batch, BatchPart part, GraphAnswer answer, Fault? fault, bool isBlocked)
    {
        GraphRequest request = CreateRequest(batch, part);
        try
        {
            if (isBlocked)
                throw new GraphException(
                    StatusCodes.Status424FailedDependency,
                    "FailedDependency",
                    "The request depends on another one that failed."
                );
            if (fault is not null)
                return ServeFaulty(request, answer, fault);
            throttle.Admit();
            return engine.Answer(request, answer);
        }
        catch (GraphException refusal)
        {
            GraphResponse.Write(answer, refusal, request.Ids, request.Now);
            return false;
        }
    }

    private bool ServeFaulty(GraphRequest request, GraphAnswer answer, Fault fault)
    {
        BufferedAnswer unseen = new();
        bool applied = fault.CarriesOut && engine.Answer(request, unseen.Answer);
        FaultReply.Write(answer, fault, request.Ids, request.Now);
        return applied;
    }

    private static GraphRequest CreateRequest(GraphRequest batch, BatchPart part) =>
        new()
        {
            Version = batch.Version,
            Method = part.Method,
            ServiceRoot = batch.ServiceRoot,
            Target = RequestTarget.Parse(part.Url),
            Ids = new(Guid.NewGuid().ToString(), part.Header("client-request-id") ?? batch.Ids.ClientRequestId),
            Body = part.Body is JsonElement body ? Encoding.UTF8.GetBytes(body.GetRawText()) : default,
            // Assumption: the token of the batch is that of all its parts.
            Authorization = batch.Authorization,
            Accept = part.Header("Accept"),
            ContentType = part.Header("Content-Type"),
            Prefer = part.Header("Prefer"),
            Now = batch.Now,
        };
}
