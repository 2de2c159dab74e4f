using System.Globalization;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>Calls the summary functions of the service.</summary>
internal sealed class Summaries(GraphHttpClient transport)
{
    public static readonly IReadOnlyList<SummaryKind> Kinds =
    [
        new("Runs", ResourceCollection.Runs, "summary", ReadSingle(JsonMaps.RunSummary)),
        new("Users", ResourceCollection.UserProcessingResults, "summary", ReadSingle(JsonMaps.UserSummary)),
        new("TaskReports", ResourceCollection.TaskReports, "summary", ReadSingle(JsonMaps.TaskReportSummary)),
        new(
            "Workflows",
            ResourceCollection.Insights,
            "workflowsProcessedSummary",
            ReadSingle(JsonMaps.WorkflowsInsightsSummary)
        ),
        new(
            "Categories",
            ResourceCollection.Insights,
            "workflowsProcessedByCategory",
            ReadSingle(JsonMaps.WorkflowsInsightsByCategory)
        ),
        new(
            "TopWorkflows",
            ResourceCollection.Insights,
            "topWorkflowsProcessedSummary",
            ReadCollection(JsonMaps.TopWorkflowsInsightsSummary)
        ),
        new(
            "TopTasks",
            ResourceCollection.Insights,
            "topTasksProcessedSummary",
            ReadCollection(JsonMaps.TopTasksInsightsSummary)
        ),
    ];

    public async Task<IReadOnlyList<Summary>> GetAsync(
        SummaryKind kind,
        ResourcePath collection,
        DateTimeOffset start,
        DateTimeOffset end,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourcePath function = collection.Append(
            $"{kind.Function}(startDateTime={Literal(start)},endDateTime={Literal(end)})"
        );
        GraphRequest request = new(GraphOperation.ReadSummaries, function, transport.Address(function));
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

    private static BodyReader<IReadOnlyList<Summary>> ReadSingle<T>(JsonMap<T> fields)
        where T : Summary =>
        body =>
        {
            ResourceJsonReader json = new(body);
            json.Read();
            return [fields.Read(ref json)];
        };

    private static BodyReader<IReadOnlyList<Summary>> ReadCollection<T>(JsonMap<T> fields)
        where T : Summary => body => Page<T>.Read(body, fields, 10).Items;

    private static string Literal(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
