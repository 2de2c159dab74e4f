using System.Globalization;
using System.Management.Automation;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>Makes calls at random, the same for the same numbers.</summary>
internal sealed class Maker(Random random, Tenant tenant, Pool pool)
{
    private const string Waiting = "WaitingForCallback";

    private static readonly string[] Statuses =
    [
        "queued",
        "inProgress",
        "completed",
        "completedWithErrors",
        "canceled",
        "failed",
        "canceling",
        "quarantined",
    ];

    private static readonly (Cmdlet Cmdlet, int Weight)[] Weights =
    [
        (Cmdlet.Results, 30),
        (Cmdlet.Resume, 12),
        (Cmdlet.Pending, 11),
        (Cmdlet.UserResults, 8),
        (Cmdlet.Wait, 7),
        (Cmdlet.Runs, 6),
        (Cmdlet.Reports, 6),
        (Cmdlet.Tasks, 6),
        (Cmdlet.Workflows, 4),
        (Cmdlet.Versions, 3),
        (Cmdlet.SubjectResults, 3),
        (Cmdlet.Stop, 3),
        (Cmdlet.Requests, 2),
        (Cmdlet.ResumeRequest, 1),
        (Cmdlet.Templates, 1),
        (Cmdlet.Definitions, 1),
        (Cmdlet.Extensions, 1),
        (Cmdlet.Set, 2),
        (Cmdlet.Remove, 3),
        (Cmdlet.Restore, 2),
    ];

    /// <summary>What leads where without any further word.</summary>
    public static readonly (Kind Source, Cmdlet[] Cmdlets)[] Ways =
    [
        (
            Kind.Workflow,
            [
                Cmdlet.Workflows,
                Cmdlet.Versions,
                Cmdlet.Tasks,
                Cmdlet.Runs,
                Cmdlet.UserResults,
                Cmdlet.SubjectResults,
                Cmdlet.Reports,
                Cmdlet.Results,
                Cmdlet.Pending,
                Cmdlet.Set,
                Cmdlet.Remove,
                Cmdlet.Restore,
            ]
        ),
        (Kind.Version, [Cmdlet.Versions, Cmdlet.Tasks]),
        (Kind.Template, [Cmdlet.Templates, Cmdlet.Tasks]),
        (Kind.Task, [Cmdlet.Tasks, Cmdlet.Results, Cmdlet.Reports, Cmdlet.Pending]),
        (
            Kind.Run,
            [
                Cmdlet.Runs,
                Cmdlet.Stop,
                Cmdlet.Workflows,
                Cmdlet.UserResults,
                Cmdlet.SubjectResults,
                Cmdlet.Reports,
                Cmdlet.Results,
                Cmdlet.Pending,
            ]
        ),
        (Kind.UserResult, [Cmdlet.UserResults, Cmdlet.Workflows, Cmdlet.Results, Cmdlet.Pending]),
        (Kind.SubjectResult, [Cmdlet.SubjectResults, Cmdlet.UserResults, Cmdlet.Results, Cmdlet.Pending]),
        (Kind.Report, [Cmdlet.Reports, Cmdlet.Workflows, Cmdlet.Results, Cmdlet.Pending]),
        (
            Kind.TaskResult,
            [
                Cmdlet.Results,
                Cmdlet.Workflows,
                Cmdlet.UserResults,
                Cmdlet.SubjectResults,
                Cmdlet.Reports,
                Cmdlet.Resume,
                Cmdlet.Wait,
                Cmdlet.Pending,
            ]
        ),
        (
            Kind.Pending,
            [Cmdlet.Results, Cmdlet.UserResults, Cmdlet.Reports, Cmdlet.Pending, Cmdlet.Resume, Cmdlet.Wait]
        ),
        (Kind.Request, [Cmdlet.Requests, Cmdlet.ResumeRequest]),
        (Kind.Definition, [Cmdlet.Definitions]),
        (Kind.Extension, [Cmdlet.Extensions]),
    ];

    private static readonly string[] Narrower =
    [
        Ids.Run,
        Ids.UserResult,
        Ids.Task,
        Ids.TaskResult,
        Ids.Report,
        Ids.Workflow,
    ];

    private static readonly Dictionary<Kind, string[]> Orders = new()
    {
        [Kind.Workflow] = ["displayName", "id"],
        [Kind.Version] = ["versionNumber"],
        [Kind.Task] = ["displayName", "id"],
        [Kind.Run] = ["scheduledDateTime", "startedDateTime", "id"],
        [Kind.UserResult] = ["startedDateTime", "id"],
        [Kind.SubjectResult] = ["startedDateTime", "id"],
        [Kind.Report] = ["id"],
        [Kind.TaskResult] = ["createdDateTime", "startedDateTime", "id"],
        [Kind.Request] = ["createdDateTime", "id"],
    };

    private static readonly Dictionary<Kind, string[]> Properties = new()
    {
        [Kind.Workflow] = ["displayName", "category"],
        [Kind.Version] = ["displayName", "category"],
        [Kind.Task] = ["displayName"],
        [Kind.Run] = ["processingStatus", "totalUsersCount"],
        [Kind.UserResult] = ["processingStatus", "failedTasksCount"],
        [Kind.SubjectResult] = ["processingStatus", "failedTasksCount"],
        [Kind.Report] = ["processingStatus", "totalUsersCount"],
        [Kind.TaskResult] = ["processingStatus", "createdDateTime"],
    };

    private static readonly Dictionary<Kind, string[]> Relations = new()
    {
        [Kind.UserResult] = ["subject"],
        [Kind.TaskResult] = ["subject", "task"],
        [Kind.Report] = ["task", "taskDefinition"],
    };

    /// <summary>A call that anybody would make, or any call.</summary>
    public Call Next()
    {
        Cmdlet cmdlet = Choose();
        return Chance(45) && Natural(cmdlet) is { } natural ? natural : Any(cmdlet);
    }

    private Cmdlet Choose()
    {
        int number = random.Next(Weights.Sum(each => each.Weight));
        return Weights.First(each => (number -= each.Weight) < 0).Cmdlet;
    }

    /// <summary>Records of the cmdlets piped into the next one, alone or narrowed by what fits them.</summary>
    private Call? Natural(Cmdlet cmdlet)
    {
        (Kind source, _) = Pick(Ways.Where(way => way.Cmdlets.Contains(cmdlet)).ToArray());
        (object Record, Item Item)[] records = [.. pool.Of(source).Where(each => !IsAwaitedForLong(cmdlet, each.Item))];
        if (records.Length == 0)
            return null;
        Piped[] input = Some(70, () => pool.As(Pick(records).Record, random.Next(4)));
        List<Typed> typed = [.. Always(cmdlet)];
        object first = input[0].Object;
        string deleted = Objects.Text(first, "Deleted");
        Item[] below =
        [
            .. tenant
                .Of(cmdlet.Kind)
                .Where(item =>
                    item.Deleted.ToString() == deleted
                    && cmdlet.IdNames.All(name =>
                        Objects.Text(first, name) is not { Length: > 0 } id || item.Fits(name, id)
                    )
                ),
        ];
        if (below.Length > 0 && Chance(55))
        {
            Item item = Pick(below);
            IEnumerable<string> narrower = Narrower.Where(cmdlet.IdNames.Contains).Where(item.Ids.ContainsKey);
            foreach (string name in narrower.Where(_ => Chance(25)))
                typed.Add(name == Ids.Workflow && cmdlet.Has("Workflow") ? Workflow(item) : Id(name, item.Ids[name]));
            AddFilters(cmdlet, typed, item, 25);
        }
        AddOptions(cmdlet, typed);
        string[] bound =
        [
            .. cmdlet.IdNames.Where(name =>
                typed.Any(each => each.Name == name) || input.Any(each => Objects.Text(each.Object, name).Length > 0)
            ),
        ];
        return new(cmdlet, typed, input, IsNatural: IsReachable(cmdlet, bound, typed) && !IsAmbiguous(typed));
    }

    /// <summary>Whether the service has a way to what is bound: then nothing speaks for a refusal.</summary>
    private static bool IsReachable(Cmdlet cmdlet, string[] bound, List<Typed> typed)
    {
        bool Has(string name) => bound.Contains(name);
        bool Types(string name) => typed.Any(each => each.Name == name);
        bool belowUser = Has(Ids.UserResult) || Has(Ids.SubjectResult);
        // Nothing is looked at before it is answered: another one's id beside an object is more than its path can say.
        if (cmdlet.Answers && (Types(Ids.Of(cmdlet.Kind)) || (Types(Ids.Run) && Types(Ids.Report))))
            return false;
        return !(Has(Ids.Report) && belowUser)
            && !(Has(Ids.UserResult) && Has(Ids.SubjectResult))
            && !(Has(Ids.Version) && (Has(Ids.Run) || belowUser || Has(Ids.Report)))
            && !(Has(Ids.Version) && !Has(Ids.Task) && cmdlet == Cmdlet.Pending)
            && !(Types("Task") && Types(Ids.Task))
            && !(Types("Subject") && Types("SubjectId"))
            && !(cmdlet.Kind == Kind.SubjectResult && Types("ApiVersion"))
            && !(Has(Ids.SubjectResult) && Types("ApiVersion"))
            && !(Has(Ids.Assignment) && Types("ApiVersion"));
    }

    /// <summary>Whether a task is named as another of its workflow is: it is right to ask which is meant.</summary>
    private bool IsAmbiguous(List<Typed> typed) =>
        typed.FirstOrDefault(each => each.Name == "Task")?.Value is string name
        && tenant
            .Of(Kind.Task)
            .Where(task => task.IsPresent && name.Equals(task.DisplayName, StringComparison.OrdinalIgnoreCase))
            .GroupBy(task => task.Ids.GetValueOrDefault(Ids.Workflow))
            .Any(tasks => tasks.Count() > 1);

    /// <summary>Whatever can be typed and piped, also what contradicts itself.</summary>
    private Call Any(Cmdlet cmdlet)
    {
        List<Typed> typed = [.. Always(cmdlet)];
        Item item = Base(cmdlet);
        bool pipes = Chance(70);
        if (Chance(75))
        {
            foreach (string name in cmdlet.IdNames.Where(name => Chance(pipes ? 18 : 35)))
            {
                if (Value(name, item) is { } id)
                    typed.Add(Id(name, id));
            }
        }
        int byName =
            typed.Any(each => each.Name == Ids.Workflow) ? 4
            : pipes ? 25
            : 60;
        if (cmdlet.Has("Workflow") && item.Ids.ContainsKey(Ids.Workflow) && Chance(byName))
            typed.Add(Workflow(Chance(85) ? item : Pick(tenant.Of(Kind.Workflow).ToArray())));
        bool isOpen = typed.All(each => each is not { Name: "Workflow", Value: PSObject });
        if (cmdlet.Has("Deleted") && isOpen && Chance(item.Deleted ? 60 : 4))
            typed.Add(new("Deleted", true));
        AddFilters(cmdlet, typed, item, 15);
        AddOptions(cmdlet, typed);
        if (cmdlet.Has("ApiVersion") && Chance(8))
            typed.Add(new("ApiVersion", Chance(50) ? "beta" : "v1.0"));
        Piped[]? input = pipes ? Some(65, () => AnyObject(cmdlet, Chance(60) ? item : Base(cmdlet))) : null;
        return new(cmdlet, typed, input, IsNatural: false);
    }

    private Piped AnyObject(Cmdlet cmdlet, Item item)
    {
        if (Chance(4))
            return new(Chance(50) ? "text" : new Nothing(), "stranger");
        if (Chance(20))
        {
            (object Record, Item Item)[] records =
            [
                .. Enum.GetValues<Kind>().SelectMany(pool.Of).Where(each => !IsAwaitedForLong(cmdlet, each.Item)),
            ];
            return pool.As(Pick(records).Record, random.Next(4));
        }
        PSObject made = new();
        foreach (string name in Ids.All.Where(name => Chance(cmdlet.IdNames.Contains(name) ? 50 : 5)))
        {
            string? id = Value(name, item);
            if (id is null && !Chance(3))
                continue;
            bool isNumber = name == Ids.Version && id is not null && Chance(50);
            object? value =
                isNumber ? int.Parse(id!, CultureInfo.InvariantCulture)
                : Chance(4) ? ""
                : id;
            made.Properties.Add(new PSNoteProperty(Chance(10) ? name.ToUpperInvariant() : name, value));
        }
        if (Chance(item.Deleted ? 90 : 25))
            made.Properties.Add(new PSNoteProperty("Deleted", Chance(50) ? item.Deleted : item.Deleted.ToString()));
        if (Chance(10))
            made.Properties.Add(new PSNoteProperty("ApiVersion", Chance(50) ? "beta" : "v1.0"));
        return new(made, "made");
    }

    /// <summary>An item to be about: for a cmdlet of lists mostly a result, which knows all its parents.</summary>
    private Item Base(Cmdlet cmdlet)
    {
        Kind kind =
            cmdlet.Kind is Kind.Request or Kind.Template or Kind.Definition or Kind.Extension ? cmdlet.Kind
            : cmdlet.Kind == Kind.Task && Chance(40) ? Kind.Task
            : cmdlet.Kind == Kind.SubjectResult || Chance(80) ? Kind.TaskResult
            : cmdlet.Kind;
        Item[] items = [.. tenant.Of(kind).Where(item => !IsAwaitedForLong(cmdlet, item))];
        return items.Length > 0 ? Pick(items) : Pick(tenant.Of(Kind.Workflow).ToArray());
    }

    /// <summary>Whoever waits for what does not end waits in real time.</summary>
    public static bool IsAwaitedForLong(Cmdlet cmdlet, Item item) =>
        cmdlet == Cmdlet.Wait && item is { Kind: Kind.TaskResult or Kind.Pending, HasEnded: false };

    /// <summary>The item's own id of a kind; now and then another's, one of another kind, or nobody's.</summary>
    private string? Value(string name, Item item)
    {
        // What lies behind another result is in an early draft alone, and no cmdlet reads it.
        if (Chance(80) || name == Ids.ParentTaskResult)
            return item.Ids.GetValueOrDefault(name);
        if (Chance(15) && name != Ids.Version)
            return Chance(50) ? "nobody" : Pick(tenant.Items.ToArray()).Id.Replace('/', '_');
        string[] others =
        [
            .. tenant
                .Items.Where(each => !IsAwaitedForLong(Cmdlet.Wait, each))
                .Select(each => each.Ids.GetValueOrDefault(name))
                .OfType<string>()
                .Distinct(),
        ];
        return others.Length > 0 ? Pick(others) : null;
    }

    private static Typed Id(string name, string id) =>
        new(name, name == Ids.Version ? int.Parse(id, CultureInfo.InvariantCulture) : id);

    private Typed Workflow(Item below)
    {
        Item workflow = tenant.Of(Kind.Workflow).Single(item => item.Id == below.Ids[Ids.Workflow]);
        // PSObject has a conversion from text: without a type of its own each of these would be one.
        return new(
            "Workflow",
            random.Next(3) switch
            {
                0 => (object)AnyCase(workflow.DisplayName!),
                1 => workflow.Id,
                _ => Named(Kind.Workflow, workflow),
            }
        );
    }

    /// <summary>Without these the cmdlet would ask for them, or change something, or take its time.</summary>
    public static IEnumerable<Typed> Always(Cmdlet cmdlet)
    {
        if (cmdlet.Answers)
            yield return new("WhatIf", true);
        if (cmdlet == Cmdlet.Set)
            yield return new("Description", "Changed.");
        if (cmdlet == Cmdlet.Resume)
            yield return new("OperationStatus", "Completed");
        if (cmdlet == Cmdlet.ResumeRequest)
            yield return new("Stage", "assignmentRequestCreated");
        if (cmdlet == Cmdlet.Wait)
            yield return new("Timeout", 1);
    }

    private void AddFilters(Cmdlet cmdlet, List<Typed> typed, Item item, int percent)
    {
        void Add(string parameter, Func<Typed?> make)
        {
            if (cmdlet.Has(parameter) && Chance(percent) && make() is { } filter)
                typed.Add(filter);
        }

        Person person = item.Subject is { } subject && Chance(75) ? subject : Pick(tenant.People.ToArray());
        Add(
            "Subject",
            () =>
                new(
                    "Subject",
                    random.Next(4) switch
                    {
                        0 => (object)One("Id", person.Id),
                        1 => AnyCase(person.Id),
                        _ => AnyCase(person.SignInName),
                    },
                    each => each.Subject == person
                )
        );
        if (percent < 20 || item.Subject == person)
            Add("SubjectId", () => new("SubjectId", AnyCase(person.Id), each => each.Subject == person));
        Add("Task", () => Task(item));
        Add(
            "ProcessingStatus",
            () =>
            {
                string first = item.Status is { } own && Chance(70) ? own : Pick(Statuses);
                string[] statuses = Chance(30) ? [first, Pick(Statuses)] : [first];
                return new(
                    "ProcessingStatus",
                    statuses.Select(AnyCase).ToArray(),
                    each => statuses.Contains(each.Status)
                );
            }
        );
        Add("Since", () => Time("Since", "startedDateTime", isFrom: true));
        Add("StartedBefore", () => Time("StartedBefore", "startedDateTime", isFrom: false));
        Add("CreatedAfter", () => Time("CreatedAfter", "createdDateTime", isFrom: true));
        if (cmdlet.Has("ProcessingStatus"))
        {
            Add(
                "Filter",
                () =>
                {
                    string status = Pick(Statuses);
                    return new("Filter", $"processingStatus eq '{status}'", each => each.Status == status);
                }
            );
        }
        if (cmdlet == Cmdlet.Requests)
            Add("Status", () => new("Status", new[] { Waiting }, each => each.Text("status") == Waiting));
    }

    private Typed Time(string parameter, string property, bool isFrom)
    {
        DateTimeOffset limit = Tenant.Now.AddHours(-random.Next(1, 100));
        return new(parameter, limit, item => item.Time(property) is { } time && (time >= limit) == isFrom);
    }

    private Typed? Task(Item item)
    {
        string relation = item.Ids.ContainsKey(Ids.Task) ? Ids.Task : Ids.Workflow;
        Item[] tasks =
        [
            .. tenant
                .Of(Kind.Task)
                .Where(task =>
                    item.Ids.TryGetValue(relation, out string? id) && task.Ids.GetValueOrDefault(relation) == id
                ),
        ];
        if (tasks.Length == 0)
            return null;
        Item task = Chance(85) ? Pick(tasks) : Pick(tenant.Of(Kind.Task).ToArray());
        return random.Next(4) switch
        {
            0 => new("Task", Chance(70) ? task.Id : AnyCase(task.Id), each => each.Ids[Ids.Task] == task.Id),
            1 => new("Task", Named(Kind.Task, task), each => each.Ids[Ids.Task] == task.Id),
            _ => new("Task", AnyCase(task.DisplayName!), each => IsSame(task.DisplayName, each.TaskName)),
        };
    }

    private static bool IsSame(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A record in any form, to be typed where a name can stand; the id when no cmdlet gives it.</summary>
    private object Named(Kind kind, Item item)
    {
        object? record = pool.Of(kind).FirstOrDefault(each => each.Item == item).Record;
        return record is null ? item.Id : PSObject.AsPSObject(pool.As(record, random.Next(4)).Object);
    }

    private void AddOptions(Cmdlet cmdlet, List<Typed> typed)
    {
        if (!cmdlet.Has("OrderBy"))
            return;
        if (Chance(10))
            typed.Add(new("Top", random.Next(5)));
        if (Chance(10))
            typed.Add(new("PageSize", random.Next(1, 4)));
        if (Chance(10) && Orders.TryGetValue(cmdlet.Kind, out string[]? orders))
            typed.Add(new("OrderBy", new[] { Pick(orders) + (Chance(50) ? " desc" : "") }));
        if (Chance(10) && Properties.TryGetValue(cmdlet.Kind, out string[]? properties))
            typed.Add(new("Property", new[] { Pick(properties) }));
        if (Chance(10) && Relations.TryGetValue(cmdlet.Kind, out string[]? relations))
            typed.Add(new("ExpandProperty", new[] { Pick(relations) }));
    }

    /// <summary>Mostly one, else two or three.</summary>
    private T[] Some<T>(int percentOfOne, Func<T> make) =>
        [.. Enumerable.Range(0, Chance(percentOfOne) ? 1 : random.Next(2, 4)).Select(_ => make())];

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

    private string AnyCase(string text) =>
        random.Next(3) switch
        {
            0 => text.ToUpperInvariant(),
            1 => text.ToLowerInvariant(),
            _ => text,
        };

    private static PSObject One(string name, string value)
    {
        PSObject made = new();
        made.Properties.Add(new PSNoteProperty(name, value));
        return made;
    }

    /// <summary>Something that no cmdlet gives.</summary>
    private sealed class Nothing
    {
        public int Number { get; } = 1;
    }
}
