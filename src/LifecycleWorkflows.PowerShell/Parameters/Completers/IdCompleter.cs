using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>
/// Completes IDs with what the service has below the workflow, run, or other resource on the command line, by name or
/// by time. If there's nothing, it offers nothing: without it, PowerShell offers the names of files.
/// </summary>
public sealed class IdCompleter : TenantCompleter
{
    private const int Most = 100;

    private static readonly ODataQuery First = new() { Top = Most };
    private static readonly ODataQuery Newest = new() { Top = Most, OrderBy = "startedDateTime desc" };
    private static readonly ODataQuery WithSubject = new() { Top = Most, OptionalExpand = "subject" };

    private static readonly Dictionary<string, Func<Lookup, Task<List<Suggestion>>>> Searches = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [nameof(ResourceKey.WorkflowId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.Workflows,
                lookup.Connection.Client.Workflows,
                First,
                each => OfName(each.Id, each.DisplayName, each.Category)
            ),
        [nameof(ResourceKey.WorkflowTemplateId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.WorkflowTemplates,
                lookup.Connection.Client.WorkflowTemplates,
                First,
                each => OfName(each.Id, each.DisplayName, each.Category)
            ),
        [nameof(ResourceKey.TaskId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.WorkflowTasks,
                lookup.Connection.Client.WorkflowTasks,
                First,
                each => OfName(each.Id, each.DisplayName, each.Category)
            ),
        [nameof(WorkflowTask.TaskDefinitionId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.TaskDefinitions,
                lookup.Connection.Client.TaskDefinitions,
                First,
                each => OfName(each.Id, each.DisplayName, each.Category)
            ),
        [nameof(WorkflowTask.CustomTaskExtensionId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.CustomTaskExtensions,
                lookup.Connection.Client.CustomTaskExtensions,
                First,
                each => OfName(each.Id, each.DisplayName, each.Description)
            ),
        [nameof(ResourceKey.VersionNumber)] = lookup =>
            lookup.ListAsync(
                ResourceCollection.WorkflowVersions,
                lookup.Connection.Client.WorkflowVersions,
                First,
                each => OfName($"{each.VersionNumber}", $"{each.VersionNumber}", each.DisplayName)
            ),
        [nameof(ResourceKey.RunId)] = lookup =>
            lookup.ListAsync(
                ResourceCollection.Runs,
                lookup.Connection.Client.Runs,
                Newest,
                each => OfTime(each.Id, "", each.StartedDateTime, each.ProcessingStatus)
            ),
        [nameof(ResourceKey.TaskReportId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.TaskReports,
                lookup.Connection.Client.TaskReports,
                First,
                each => OfTime(each.Id, DisplayText.Task(each.Task), each.StartedDateTime, each.ProcessingStatus)
            ),
        [nameof(ResourceKey.UserProcessingResultId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.UserProcessingResults,
                lookup.Connection.Client.UserProcessingResults,
                WithSubject,
                each => OfTime(each.Id, DisplayText.Subject(each.Subject), each.StartedDateTime, each.ProcessingStatus)
            ),
        [nameof(ResourceKey.SubjectProcessingResultId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.SubjectProcessingResults,
                lookup.Connection.Client.SubjectProcessingResults,
                WithSubject,
                each => OfTime(each.Id, DisplayText.Subject(each.Subject), each.StartedDateTime, each.ProcessingStatus)
            ),
        [nameof(PendingTask.TaskProcessingResultId)] = lookup =>
            ByNameAsync(
                lookup,
                ResourceCollection.TaskProcessingResults,
                lookup.Connection.Client.TaskProcessingResults,
                WithSubject,
                each =>
                    OfTime(
                        each.Id,
                        $"{DisplayText.Subject(each.Subject)}, {DisplayText.Task(each.Task)}",
                        each.StartedDateTime,
                        each.ProcessingStatus
                    )
            ),
        [nameof(Callout.AccessPackageAssignmentRequestId)] = lookup =>
            lookup.ListAsync(
                ResourceCollection.AssignmentRequests,
                lookup.Connection.Client.AssignmentRequests,
                First,
                each => OfTime(each.Id, "", each.CreatedDateTime, each.State)
            ),
    };

    private protected override Task<List<Suggestion>> FindAsync(Lookup lookup) =>
        Searches.TryGetValue(lookup.Parameter, out Func<Lookup, Task<List<Suggestion>>>? search)
            ? search(lookup)
            : Task.FromResult<List<Suggestion>>([]);

    private static async Task<List<Suggestion>> ByNameAsync<T>(
        Lookup lookup,
        ResourceCollection collection,
        ResourceReader<T> reader,
        ODataQuery query,
        Func<T, Suggestion> suggest
    )
        where T : PlacedResource
    {
        List<Suggestion> found = await lookup.ListAsync(collection, reader, query, suggest).ConfigureAwait(false);
        return [.. found.OrderBy(each => each.Label, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static Suggestion OfName(string id, string? name, string? detail) =>
        new(id, name ?? "", Join(name, detail));

    private static Suggestion OfTime(string id, string name, DateTimeOffset? time, string? status)
    {
        string label = Join(name, DisplayText.Time(time), status);
        return new(id, label, Join(name, DisplayText.LongTime(time), status));
    }

    private static string Join(params string?[] parts) =>
        string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
