using System.Globalization;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>The service's functions that sum up a period of time.</summary>
internal sealed class Summaries(GraphTransport transport)
{
    public static readonly IReadOnlyList<SummaryKind> Kinds =
    [
        new("Runs", ResourceCollection.Runs, "summary", One(Wire.RunSummary)),
        new("Users", ResourceCollection.UserProcessingResults, "summary", One(Wire.UserSummary)),
        new("TaskReports", ResourceCollection.TaskReports, "summary", One(Wire.TaskReportSummary)),
        new("Workflows", ResourceCollection.Insights, "workflowsProcessedSummary", One(Wire.WorkflowsInsightsSummary)),
        new(
            "Categories",
            ResourceCollection.Insights,
            "workflowsProcessedByCategory",
            One(Wire.WorkflowsInsightsByCategory)
        ),
        new(
            "TopWorkflows",
            ResourceCollection.Insights,
            "topWorkflowsProcessedSummary",
            Many(Wire.TopWorkflowsInsightsSummary)
        ),
        new("TopTasks", ResourceCollection.Insights, "topTasksProcessedSummary", Many(Wire.TopTasksInsightsSummary)),
    ];

    public async Task<IReadOnlyList<Summary>> GetAsync(
        SummaryKind kind,
        ResourcePath collection,
        DateTimeOffset start,
        DateTimeOffset end,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        ResourcePath function = collection.Append(
            $"{kind.Function}(startDateTime={Literal(start)},endDateTime={Literal(end)})"
        );
        GraphRequest request = new(Operation.ReadSummaries, function, transport.Address(function));
        IReadOnlyList<Summary> summaries = await transport
            .ReadAsync(request, body => kind.Read(body), notices, cancellationToken)
            .ConfigureAwait(false);
        foreach (Summary summary in summaries)
            (summary.Origin, summary.StartDateTime, summary.EndDateTime) = (
                collection,
                start.ToUniversalTime(),
                end.ToUniversalTime()
            );
        return summaries;
    }

    private static BodyReader<IReadOnlyList<Summary>> One<T>(Fields<T> fields)
        where T : Summary =>
        body =>
        {
            JsonCursor json = new(body);
            json.Read();
            return [fields.Read(ref json)];
        };

    private static BodyReader<IReadOnlyList<Summary>> Many<T>(Fields<T> fields)
        where T : Summary => body => Page<T>.Read(body, fields, 10).Items;

    private static string Literal(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>
/// What can be summed up: its name, where its function hangs and is called, and how the answer is read.
/// </summary>
internal sealed record SummaryKind(
    string Name,
    ResourceCollection Collection,
    string Function,
    BodyReader<IReadOnlyList<Summary>> Read
);
