using System.Management.Automation;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>What may come of one object in the pipeline, or of a call without any.</summary>
/// <param name="Certain">What must come out, unless there is an error.</param>
/// <param name="Possible">What may come out.</param>
/// <param name="MustFail">Whether there has to be an error.</param>
internal sealed record Expected(IReadOnlySet<Item> Certain, IReadOnlySet<Item> Possible, bool MustFail = false)
{
    public static readonly Expected Failure = new(new HashSet<Item>(), new HashSet<Item>(), MustFail: true);
}

/// <summary>
/// Says which items are meant, by looking at all items of the tenant: those that fit every id that is bound, every name
/// and every filter. What is typed decides where a piped property has the same name. Where two readings are right, both
/// are possible.
/// </summary>
internal sealed class Oracle(Tenant tenant)
{
    private const string Deleted = nameof(Deleted);
    private const string Workflow = nameof(Workflow);
    private const string Task = nameof(Task);

    public IReadOnlyList<Expected> Expect(Call call) =>
        call.Input is null ? [Expect(call, null)] : [.. call.Input.Select(each => Expect(call, each.Object))];

    private Expected Expect(Call call, object? input)
    {
        Dictionary<string, string> typed = call
            .Typed.Where(each => call.Cmdlet.IdNames.Contains(each.Name))
            .ToDictionary(each => each.Name, each => Objects.TextOf(each.Value));
        Dictionary<string, string> piped = input is null
            ? []
            : call
                .Cmdlet.IdNames.Where(name => !typed.ContainsKey(name) && Objects.Text(input, name).Length > 0)
                .ToDictionary(name => name, name => Objects.Text(input, name));
        bool tellsNothing = input is not null && piped.Count == 0;
        if (
            tellsNothing
            && !call
                .Cmdlet.IdNames.Append(Deleted)
                .Append("ApiVersion")
                .Any(name => Objects.Text(input!, name).Length > 0)
        )
            return Expected.Failure;
        bool hasItem = typed.Concat(piped).Any(id => id.Key == Ids.Of(call.Cmdlet.Kind));
        if (call.Cmdlet.NeedsItem && !hasItem && !(call.Cmdlet.OfDeleted is not null && call.Types(Workflow)))
            return Expected.Failure;

        if (IsOfUnknownSubject(call, typed, piped, input))
            return new(new HashSet<Item>(), new HashSet<Item>());
        HashSet<Item> certain = [.. Fitting(call, typed, piped, input, isStrict: true)];
        HashSet<Item> possible = [.. Fitting(call, typed, piped, input, isStrict: false)];
        if (call.Cmdlet.OnlyLive && possible.Count > 0 && possible.All(item => item.Deleted))
            return Expected.Failure;
        if (!tellsNothing)
            return new(certain, possible);
        // What it has was typed as well: it may be taken for nothing, or for the same once more.
        return typed.Count == 0 && !call.Types(Workflow) ? Expected.Failure : new(new HashSet<Item>(), possible);
    }

    private IEnumerable<Item> Fitting(
        Call call,
        Dictionary<string, string> typed,
        Dictionary<string, string> piped,
        object? input,
        bool isStrict
    )
    {
        Dictionary<string, string> ids = typed
            .Where(each => isStrict || !IsOwn(call, each.Key, each.Value, input))
            .ToDictionary(each => each.Key, each => each.Value);
        foreach ((string name, string id) in piped)
        {
            bool isTypedByName =
                (name == Ids.Workflow && call.Types(Workflow)) || (name == Ids.Task && call.Types(Task) && !isStrict);
            if (!isTypedByName && (isStrict || !IsImplied(call, name, ids, input)))
                ids.Add(name, id);
        }
        IEnumerable<Item> items = tenant
            .Of(call.Cmdlet.Kind)
            .Where(item =>
                ids.All(id => item.Fits(id.Key, id.Value)) && call.Typed.All(each => each.Keep?.Invoke(item) != false)
            );
        if (call.Typed.FirstOrDefault(each => each.Name == Workflow) is { } named)
            items = items.Where(item =>
                item.Ids.TryGetValue(Ids.Workflow, out string? id)
                && Named(named.Value!, call.Cmdlet.OfDeleted ?? call.Types(Deleted)).Contains(id)
            );
        if (call.Cmdlet.OfDeleted is { } ofDeleted)
            items = items.Where(item => item.Deleted == ofDeleted && !IsRefused(item, ofDeleted, input));
        if (IsOfOneSubject(call, typed, piped) && SubjectOf(input) is { Length: > 0 } subject)
            items = items.Where(item => subject.Equals(item.Subject?.Id, StringComparison.OrdinalIgnoreCase));
        if (call.Cmdlet.Has(Deleted))
            items = items.Where(item => IsWanted(item.Deleted, call, input, isStrict));
        if (call.Cmdlet.Kind == Kind.Task && !ids.ContainsKey(Ids.Version) && (isStrict || !ids.ContainsKey(Ids.Task)))
            items = items.Where(item => item.IsPresent);
        string own = Ids.Of(call.Cmdlet.Kind);
        // With the workflow, and the item itself, alone a task's name may be looked for among those that the workflow has at present.
        if (isStrict && call.Types(Task) && ids.Keys.All(name => name == Ids.Workflow || name == own))
            items = items.Where(item => item.IsPresent);
        return items;
    }

    /// <summary>Whether the user of what was piped in is the one whose results are wanted.</summary>
    private static bool IsOfOneSubject(Call call, Dictionary<string, string> typed, Dictionary<string, string> piped) =>
        call.Cmdlet.Kind is Kind.UserResult or Kind.SubjectResult
        && !call.Types("Subject")
        && !typed.Concat(piped).Any(id => id.Key == Ids.Of(call.Cmdlet.Kind));

    /// <summary>What is of one user, and does not say of which, must not stand for all of them.</summary>
    private static bool IsOfUnknownSubject(
        Call call,
        Dictionary<string, string> typed,
        Dictionary<string, string> piped,
        object? input
    ) =>
        input is not null
        && IsOfOneSubject(call, typed, piped)
        && SubjectOf(input).Length == 0
        && OfSubjects.Any(name => Objects.Text(input, name).Length > 0);

    private static string SubjectOf(object? input) =>
        input is not null && PSObject.AsPSObject(input).Properties["Subject"]?.Value is { } subject and not string
            ? Objects.Text(subject, "Id")
            : "";

    private static readonly string[] OfSubjects = [Ids.TaskResult, Ids.UserResult, Ids.SubjectResult, "Subject"];

    /// <summary>
    /// An answer is sent without a look, along the documented path: what else came with the id of a result is taken for
    /// its own.
    /// </summary>
    private static bool IsImplied(Call call, string name, Dictionary<string, string> ids, object? input)
    {
        string item = Ids.Of(call.Cmdlet.Kind);
        string own = Objects.Text(input!, item);
        return call.Cmdlet.Answers
            && own.Length > 0
            && own == ids.GetValueOrDefault(item, own)
            && name != item
            && name != Ids.Workflow;
    }

    /// <summary>An id that is typed and that the object has as well counts as the object's.</summary>
    private static bool IsOwn(Call call, string name, string id, object? input) =>
        input is not null && id == Objects.Text(input, name) && IsImplied(call, name, [], input);

    private static bool IsWanted(bool deleted, Call call, object? input, bool isStrict)
    {
        if (
            call.Types(Deleted)
            || call.Typed.Any(each => each is { Name: Workflow, Value: PSObject workflow } && IsDeleted(workflow))
        )
            return deleted;
        bool isPiped = input is not null && IsDeleted(input);
        // A deleted one's object beside a workflow that was typed: either of them may decide.
        bool isOpen = isPiped && (call.Types(Workflow) || call.Types(Ids.Workflow));
        return deleted == isPiped || (isOpen && !isStrict);
    }

    private static readonly string[] Narrower =
    [
        Ids.Version,
        Ids.Run,
        Ids.UserResult,
        Ids.SubjectResult,
        Ids.Report,
        Ids.Task,
        Ids.TaskResult,
    ];

    /// <summary>An object that is about less than a workflow, is of another one, or says that it is where the cmdlet does not look.</summary>
    private static bool IsRefused(Item item, bool ofDeleted, object? input) =>
        input is not null
        && (
            Narrower.Any(name => Objects.Text(input, name).Length > 0)
            || (Objects.Text(input, Ids.Workflow) is { Length: > 0 } id && !item.Fits(Ids.Workflow, id))
            || (Objects.Text(input, Deleted).Length > 0 && IsDeleted(input) != ofDeleted)
        );

    private static bool IsDeleted(object item) =>
        bool.TryParse(Objects.Text(item, Deleted), out bool deleted) && deleted;

    private HashSet<string> Named(object workflow, bool deleted) =>
        workflow is string text
            ?
            [
                .. tenant
                    .Of(Kind.Workflow)
                    .Where(item =>
                        item.Id == text
                        || (
                            item.Deleted == deleted && text.Equals(item.DisplayName, StringComparison.OrdinalIgnoreCase)
                        )
                    )
                    .Select(item => item.Id),
            ]
            : [Objects.Text(workflow, Ids.Workflow)];
}
