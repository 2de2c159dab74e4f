using System.Globalization;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Reports;

/// <summary>
/// Writes a report as one self-contained HTML page, without scripts, fonts, or images from elsewhere.
/// </summary>
internal static class ReportPage
{
    private const int Longest = 10;

    public static Html Of(Report report) =>
        Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{report.Title}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <h1>{report.Title}</h1>
            <p>{Time(report.From)} to {Time(report.To)}{(
                report.TenantId is { } tenant ? $", tenant {tenant}" : ""
            )}. Times are in the time zone {report.To.ToLocalTime().ToString("zzz", CultureInfo.InvariantCulture)}.</p>
            {Gaps(report.Gaps)}
            </header>
            <main>
            {Tiles(report)}
            <section><h2>Runs over time</h2>{RunsOverTime(report)}</section>
            <section><h2>Failures by task</h2>{Failures(report)}</section>
            <section><h2>Slowest tasks</h2>{Slowest(report)}</section>
            <section><h2>Pending tasks</h2>{Waiting(report.Waiting)}</section>
            <section><h2>By workflow</h2>{Workflows(report)}</section>
            </main>
            </body>
            </html>

            """
        );

    private static Html Gaps(IReadOnlyList<string> gaps) =>
        gaps.Count == 0
            ? default
            : Html.Of(
                $"""<div class="gaps" role="note"><strong>This report isn't complete.</strong>"""
                    + $"<ul>{gaps.Select(gap => Html.Of($"<li>{gap}</li>"))}</ul></div>"
            );

    private static Html Tiles(Report report)
    {
        (string Name, int Value, string Class)[] tiles =
        [
            ("runs", report.Runs.Count(), ""),
            ("users processed", report.Runs.Sum(run => run.TotalUsersCount ?? 0), ""),
            ("tasks", report.Runs.Sum(run => run.TotalTasksCount ?? 0), ""),
            ("failed tasks", report.Runs.Sum(run => run.FailedTasksCount ?? 0), ProcessingStatus.Failed),
            ("pending tasks", report.Waiting.Count, ProcessingStatus.InProgress),
        ];
        return Html.Of($"""<dl class="tiles">{tiles.Select(tile => Tile(tile.Name, tile.Value, tile.Class))}</dl>""");
    }

    private static Html Tile(string name, int value, string @class) =>
        Html.Of($"""<div><dt>{name}</dt><dd class="{(value > 0 ? @class : "")}">{value}</dd></div>""");

    private static Html RunsOverTime(Report report) =>
        report.Runs.Any()
            ? ReportCharts.RunsOverTime(
                report.Runs,
                DateOnly.FromDateTime(report.From.ToLocalTime().DateTime),
                DateOnly.FromDateTime(report.To.ToLocalTime().DateTime)
            )
            : Nothing("No run started in this period.");

    private static Html Failures(Report report)
    {
        ChartBar[] bars =
        [
            .. TasksByName(report)
                .Select(task =>
                    (
                        task.Key,
                        Failed: task.Sum(each => each.FailedUsersCount ?? 0),
                        All: task.Sum(each => each.TotalUsersCount ?? 0)
                    )
                )
                .Where(task => task.Failed > 0)
                .OrderByDescending(task => task.Failed)
                .Take(Longest)
                .Select(task => new ChartBar(
                    task.Key.Task,
                    task.Key.Workflow,
                    task.Failed,
                    string.Create(CultureInfo.InvariantCulture, $"{task.Failed:N0} of {task.All:N0} users")
                )),
        ];
        return bars.Length > 0
            ? ReportCharts.Bars(ProcessingStatus.Failed, bars)
            : Nothing("No task failed in this period.");
    }

    private static Html Slowest(Report report)
    {
        ChartBar[] bars =
        [
            .. TasksByName(report)
                .Select(task => (task.Key, Spans: task.Select(Span).OfType<TimeSpan>().ToArray()))
                .Where(task => task.Spans.Length > 0)
                .Select(task => (task.Key, Mean: TimeSpan.FromTicks((long)task.Spans.Average(span => span.Ticks))))
                .OrderByDescending(task => task.Mean)
                .Take(Longest)
                .Select(task => new ChartBar(
                    task.Key.Task,
                    task.Key.Workflow,
                    task.Mean.TotalSeconds,
                    DisplayText.FormatDuration(task.Mean)
                )),
        ];
        return bars.Length > 0
            ? Html.Of(
                $"<p>From the start of the first user to the end of the last user, on average in finished runs.</p>"
                    + $"{ReportCharts.Bars(ProcessingStatus.InProgress, bars)}"
            )
            : Nothing("No task finished in this period.");
    }

    private static Html Waiting(IReadOnlyList<PendingTask> waiting) =>
        waiting.Count == 0
            ? Nothing("There are no pending tasks.")
            : Html.Of(
                $"""
                <div class="wide"><table>
                <thead><tr><th>User</th><th>Task</th><th>Workflow</th>
                <th>Since</th><th>Waiting</th><th>Due</th></tr></thead>
                <tbody>{InOrderOfDue(waiting).Select(PendingTask)}</tbody>
                </table></div>
                """
            );

    private static IEnumerable<PendingTask> InOrderOfDue(IReadOnlyList<PendingTask> waiting) =>
        waiting.OrderBy(task => task.DueDateTime ?? DateTimeOffset.MaxValue).ThenBy(task => task.StartedDateTime);

    private static Html PendingTask(PendingTask task) =>
        Html.Of(
            $"<tr><td>{Person(task.Subject)}</td><td>{DisplayText.Task(task.Task)}</td>"
                + $"<td>{task.WorkflowDisplayName ?? task.WorkflowId}</td><td>{Time(task.StartedDateTime)}</td>"
                + $"<td>{DisplayText.Elapsed(task.StartedDateTime, null)}</td><td>{Time(task.DueDateTime)}</td></tr>\n"
        );

    private static Html Workflows(Report report)
    {
        IReadOnlyList<WorkflowReport> busy =
        [
            .. report
                .Workflows.Where(workflow => workflow.Runs.Count > 0)
                .OrderByDescending(workflow => workflow.Runs.Sum(each => each.Run.FailedTasksCount ?? 0))
                .ThenBy(workflow => workflow.Name, StringComparer.Ordinal),
        ];
        int idle = report.Workflows.Count - busy.Count;
        return Html.Of(
            $"{busy.Select(Workflow)}"
                + $"{(idle > 0 ? Nothing($"{Count(idle, "workflow")} didn't run in this period.") : default)}"
        );
    }

    private static Html Workflow(WorkflowReport workflow)
    {
        int failed = workflow.Runs.Sum(each => each.Run.FailedTasksCount ?? 0);
        return Html.Of(
            $"""
            <details><summary><bdi>{workflow.Name}</bdi> <span class="count">{Count(workflow.Runs.Count, "run")}{(
                failed > 0 ? Html.Of($", <b class=\"failed\">{Count(failed, "failed task")}</b>") : default
            )}</span></summary>
            <div class="wide"><table>
            <thead><tr><th>Started</th><th>Status</th><th>Took</th><th class="number">Users</th>
            <th class="number">Tasks</th><th class="number">Failed</th><th>Run</th></tr></thead>
            <tbody>{workflow.Runs.OrderByDescending(each => each.Run.StartedDateTime).Select(Run)}</tbody>
            </table></div></details>

            """
        );
    }

    private static Html Run(RunReport reported)
    {
        Run run = reported.Run;
        return Html.Of(
            $"""
            <tr><td>{Time(run.StartedDateTime)}</td><td><span class="status {StatusClass(
                run.ProcessingStatus
            )}">{run.ProcessingStatus}</span></td><td>{DisplayText.Elapsed(
                run.StartedDateTime,
                run.CompletedDateTime
            )}</td><td class="number">{run.TotalUsersCount ?? 0}</td><td class="number">{run.TotalTasksCount
                ?? 0}</td><td class="number">{run.FailedTasksCount ?? 0}</td><td><code>{run.Id}</code></td></tr>
            {(
                reported.Failures.Count == 0
                    ? default
                    : Html.Of(
                        $"""<tr class="failures"><td colspan="7">"""
                            + $"<ul>{reported.Failures.Select(Failure)}</ul></td></tr>"
                    )
            )}
            """
        );
    }

    private static Html Failure(TaskProcessingResult result) =>
        Html.Of($"<li>{Person(result.Subject)}: {DisplayText.Task(result.Task)}{Reason(result.FailureReason)}</li>\n");

    private static Html Reason(string? failureReason) =>
        string.IsNullOrEmpty(failureReason) ? default : Html.Of($""" <span class="reason">{failureReason}</span>""");

    private static Html Person(Subject? subject) =>
        Html.Of($"<bdi>{(subject is null ? "unknown" : DisplayText.Subject(subject))}</bdi>");

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static Html Nothing(string text) => Html.Of($"<p class=\"nothing\">{text}</p>");

    private static Html Time(DateTimeOffset? time) =>
        time is not { } moment
            ? default
            : Html.Of(
                $"""<time datetime="{moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">"""
                    + $"{moment.ToLocalTime().ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)}</time>"
            );

    private static string StatusClass(string status) => ProcessingStatus.Find(status) ?? "other";

    private static IEnumerable<IGrouping<(string Task, string Workflow), TaskReport>> TasksByName(Report report) =>
        report
            .Workflows.SelectMany(workflow =>
                workflow.Tasks.Select(task => (Name: (DisplayText.Task(task.Task), workflow.Name), task))
            )
            .GroupBy(each => each.Name, each => each.task);

    private static TimeSpan? Span(TaskReport task) => task.CompletedDateTime - task.StartedDateTime;
}
