using System.Management.Automation;
using System.Text.RegularExpressions;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>Something that went wrong with a call.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Detail">The facts.</param>
internal sealed record Fault(string Kind, string Detail);

/// <summary>A call that was judged.</summary>
internal sealed record Verdict(Fault? Fault, bool HasErrors, bool IsConsistent);

/// <summary>Makes a call and holds what comes of it against what the oracle says.</summary>
internal sealed partial class Judge(Shell shell, Service service, Recorder elsewhere)
{
    public const string Refused = "refused";

    private static readonly string[] CarriedIds =
    [
        Ids.Workflow,
        Ids.Version,
        Ids.Template,
        Ids.Run,
        Ids.UserResult,
        Ids.SubjectResult,
        Ids.Report,
        Ids.Task,
        Ids.TaskResult,
    ];

    private readonly Oracle _oracle = new(service.Tenant);

    private readonly Dictionary<(Kind, string), Item> _items = service.Tenant.Items.ToDictionary(item =>
        (item.Kind, item.Id)
    );

    public Verdict Try(Call call)
    {
        service.Requests.Take();
        elsewhere.Take();
        IReadOnlyList<Expected> expected = _oracle.Expect(call);
        Outcome outcome = shell.Run(call);
        IReadOnlyList<string> requests = service.Requests.Take();
        Fault? fault = Faults(call, expected, outcome, requests).FirstOrDefault();
        bool hasErrors = outcome.Errors.Count > 0 || outcome.End is not null;
        bool isConsistent = expected.All(each => each.Certain.Count > 0);
        return fault is null
            ? new(null, hasErrors, isConsistent)
            : new(fault with { Detail = Describe(call, expected, outcome, requests, fault) }, hasErrors, isConsistent);
    }

    private IEnumerable<Fault> Faults(
        Call call,
        IReadOnlyList<Expected> expected,
        Outcome outcome,
        IReadOnlyList<string> requests
    )
    {
        if (elsewhere.Take() is { Count: > 0 } strayed)
            yield return new("reached the other tenant", strayed[0]);
        if (requests.FirstOrDefault(request => !request.StartsWith("GET ", StringComparison.Ordinal)) is { } change)
            yield return new("sent a change", change);

        ErrorRecord[] errors = [.. outcome.AllErrors];
        if (errors.FirstOrDefault(error => error.Exception is not LifecycleWorkflowsException) is { } unnamed)
            yield return new("error without a name of ours", Text(unnamed));

        (Item[] items, Fault? unreadable) = call.Cmdlet.Answers ? (Answered(call, outcome), null) : Read(call, outcome);
        if (unreadable is not null)
            yield return unreadable;
        HashSet<Item> possible = [.. expected.SelectMany(each => each.Possible)];
        if (items.FirstOrDefault(item => !possible.Contains(item)) is { } stranger)
            yield return new("wider", $"{stranger} came out");
        // A task can be in several versions of its workflow, and comes out as part of each.
        if (
            !call.Cmdlet.NeedsItem
            && call.Cmdlet.Kind != Kind.Task
            && items.GroupBy(item => item).FirstOrDefault(same => same.Count() > 1) is { } twice
        )
            yield return new("twice", $"{twice.Key} came out {twice.Count()} times");

        ErrorRecord?[] own =
        [
            .. expected.Select((_, index) => errors.FirstOrDefault(error => IsAbout(error, call, index))),
        ];
        bool hasOthers = outcome.End is not null || errors.Any(error => !own.Contains(error));
        bool isForAll = expected.All(each => each.Certain.Count > 0);
        for (int index = 0; index < expected.Count; index++)
        {
            // An error that does not say what it is about may be about what there is nothing for.
            ErrorRecord? error = own[index] ?? (hasOthers && isForAll ? errors[0] : null);
            if (call.IsNatural && expected[index].Certain.Count > 0 && error is not null)
                yield return new(Refused, Text(error));
            if (expected[index].MustFail && errors.Length == 0)
                yield return new("no error for what tells nothing", $"input {index + 1}");
        }
        int? top = call.Typed.FirstOrDefault(each => each.Name == "Top")?.Value as int?;
        Expected[] sound = [.. expected.Where((_, index) => own[index] is null)];
        Item? lost = sound
            .SelectMany(each => each.Certain)
            .FirstOrDefault(item => !items.Contains(item) && !SharesOutcome(call, item));
        if (top is null && !hasOthers && lost is not null)
            yield return new(items.Length == 0 ? "silently nothing" : "lost", $"{lost} did not come out");
        if (top is { } most)
        {
            int certain = sound.SelectMany(each => each.Certain).Distinct().Count();
            if (items.Length > most)
                yield return new("more than -Top", $"{items.Length} came out");
            if (!hasOthers && items.Length < Math.Min(most, certain))
                yield return new("fewer than -Top", $"{items.Length} of {certain} came out");
        }
        if (errors.Length == 0 && Disorder(call, items, possible) is { } disorder)
            yield return disorder;
    }

    /// <summary>
    /// An item that is to be answered and is named twice is asked about once; the first mention decides for both,
    /// wherever it leads.
    /// </summary>
    private static bool SharesOutcome(Call call, Item item)
    {
        string name = Ids.Of(call.Cmdlet.Kind);
        string typed = Objects.TextOf(call.Typed.FirstOrDefault(each => each.Name == name)?.Value);
        return call.Cmdlet.Answers
            && call.Input?.Count(each => item.Id == (typed.Length > 0 ? typed : Objects.Text(each.Object, name))) > 1;
    }

    /// <summary>Which items came out. Each must be told by its key, and say the truth about itself.</summary>
    private (Item[] Items, Fault? Fault) Read(Call call, Outcome outcome)
    {
        List<Item> items = [];
        foreach (object output in outcome.Outputs)
        {
            string id = Objects.Key(call.Cmdlet.Kind, output);
            if (!_items.TryGetValue((call.Cmdlet.Kind, id), out Item? item))
                return ([.. items], new("unknown item", $"{output} with the key '{id}'"));
            items.Add(item);
            string? lie = CarriedIds.FirstOrDefault(name =>
                Objects.Text(output, name) is { Length: > 0 } carried && !item.Fits(name, carried)
            );
            if (lie is not null)
                return ([.. items], new("false id", $"{item} says {lie} '{Objects.Text(output, lie)}'"));
            if (Objects.Has(output, "Deleted") && Objects.Text(output, "Deleted") != item.Deleted.ToString())
                return ([.. items], new("false id", $"{item} says Deleted '{Objects.Text(output, "Deleted")}'"));
            if (Objects.Text(output, "ProcessingStatus") is { Length: > 0 } status && status != item.Status)
                return ([.. items], new("false status", $"{item} says {status}, and not {item.Status}"));
            if (Objects.Text(output, "DisplayName") is { Length: > 0 } name && name != item.DisplayName)
                return ([.. items], new("false name", $"{item} says {name}, and not {item.DisplayName}"));
            if (Forgotten(call, output, item) is { } forgotten)
                return ([.. items], new("id not carried", $"{item} does not say its {forgotten}"));
        }
        return ([.. items], null);
    }

    /// <summary>An id that led to an item and that it does not carry.</summary>
    private static string? Forgotten(Call call, object output, Item item)
    {
        if (call.Input is { Count: > 1 } || call.Types("Property"))
            return null;
        object? input = call.Input?[0].Object;
        return call
            .Cmdlet.IdNames.Where(name =>
                call.Types(name) || (input is not null && Objects.Text(input, name).Length > 0)
            )
            .Append(Ids.Workflow)
            .Where(name => CarriedIds.Contains(name) && item.Ids.ContainsKey(name))
            .FirstOrDefault(name => Objects.Has(output, name) && Objects.Text(output, name).Length == 0);
    }

    /// <summary>The items that would be answered. A path that leads to none would be refused by the service.</summary>
    private Item[] Answered(Call call, Outcome outcome) =>
        [
            .. outcome
                .WhatIfs.Select(line => PathInLine().Match(line))
                .Where(match => match.Success)
                .Select(match => At(call.Cmdlet.Kind, match.Value.Split('/').Select(Uri.UnescapeDataString).ToArray()))
                .OfType<Item>(),
        ];

    private Item? At(Kind kind, string[] segments)
    {
        bool deleted = segments.Contains("deletedItems");
        Dictionary<string, string> ids = [];
        for (int index = 0; index + 1 < segments.Length; index++)
        {
            string? name = segments[index] switch
            {
                "workflows" => Ids.Workflow,
                "workflowTemplates" => Ids.Template,
                "versions" => Ids.Version,
                "runs" => Ids.Run,
                "userProcessingResults" => Ids.UserResult,
                "subjectProcessingResults" => Ids.SubjectResult,
                "taskReports" => Ids.Report,
                "tasks" => Ids.Task,
                "taskProcessingResults" => Ids.TaskResult,
                "accessPackageAssignments" => Ids.Assignment,
                "assignmentRequests" or "accessPackageAssignmentRequests" => Ids.Request,
                _ => null,
            };
            if (name is not null)
                ids[name] = segments[++index];
        }
        return
            ids.TryGetValue(Ids.Of(kind), out string? own)
            && _items.TryGetValue((kind, own), out Item? item)
            && item.Deleted == deleted
            && ids.All(id => item.Fits(id.Key, id.Value))
            ? item
            : null;
    }

    private static bool IsAbout(ErrorRecord error, Call call, int index)
    {
        if (call.Input is null || error.TargetObject is null)
            return call.Input is null or { Count: 1 };
        return ReferenceEquals(Bare(error.TargetObject), Bare(call.Input[index].Object));
    }

    private static object Bare(object item) =>
        item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;

    private static Fault? Disorder(Call call, Item[] items, HashSet<Item> possible)
    {
        string[]? orders = call.Typed.FirstOrDefault(each => each.Name == "OrderBy")?.Value as string[];
        // With the workflow alone a task's name has two readings, so nobody knows what all of them are.
        if (call.Input is { Count: > 1 } || orders is null || call.Types("Task"))
            return null;
        string order = orders[0];
        string property = order.Split(' ')[0];
        bool descends = order.EndsWith(" desc", StringComparison.Ordinal);
        string[] keys = [.. items.Select(item => item.Text(property)).OfType<string>()];
        if (!keys.SequenceEqual(Ordered(keys)))
            return new("out of order", string.Join(", ", keys));
        string[] all = [.. possible.Select(item => item.Text(property)).OfType<string>()];
        // With items that have no such value nobody knows where those stand.
        bool isOpen = all.Length < possible.Count || items.Length == possible.Count;
        return isOpen || keys.SequenceEqual(Ordered(all).Take(keys.Length))
            ? null
            : new("not the first in order", string.Join(", ", keys));

        IEnumerable<string> Ordered(IEnumerable<string> texts) =>
            descends ? texts.OrderDescending(StringComparer.Ordinal) : texts.Order(StringComparer.Ordinal);
    }

    private static string Describe(
        Call call,
        IReadOnlyList<Expected> expected,
        Outcome outcome,
        IReadOnlyList<string> requests,
        Fault fault
    )
    {
        IEnumerable<string> lines =
        [
            $"    {fault.Detail}",
            call.ToString(),
            .. expected.Select(
                (each, index) =>
                    $"      expected of {(call.Input is null ? 0 : index + 1)}: "
                    + Items(each.Certain)
                    + (each.Possible.SetEquals(each.Certain) ? "" : $", at most {Items(each.Possible)}")
                    + (each.MustFail ? ", and an error" : "")
            ),
            outcome.ToString(),
            .. requests.Take(12).Select(request => $"      {request}"),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Text(ErrorRecord error) => $"{error.FullyQualifiedErrorId}: {error.Exception.Message}";

    private static string Items(IReadOnlySet<Item> items) =>
        items.Count switch
        {
            0 => "nothing",
            <= 6 => string.Join(", ", items),
            _ => $"{items.Count} items, such as {items.First()}",
        };

    [GeneratedRegex(@"identityGovernance/\S+")]
    private static partial Regex PathInLine();
}
