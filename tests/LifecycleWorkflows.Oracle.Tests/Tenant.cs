using System.Globalization;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>
/// A small tenant at random: as a seed for the emulator, and as a plain list of items, each of which knows all that it
/// is related to. One shape with other contents gives a tenant with the very same ids, but other names and statuses.
/// </summary>
internal sealed class Tenant
{
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

    private static readonly string[] TaskNames = ["Create mailbox", "Send mail", "Add to groups", "Order badge"];

    private static readonly string[] WorkflowNames =
    [
        "Onboard new hires",
        "Leavers",
        "Change of department",
        "Contractors",
    ];

    /// <summary>Whole hours, so that times of items and limits of filters never fall together by chance.</summary>
    public static readonly DateTimeOffset Now = new(DateTime.UtcNow.Date.AddHours(DateTime.UtcNow.Hour), TimeSpan.Zero);

    private readonly Random _shape;
    private readonly Random _contents;
    private readonly string _company;
    private readonly List<Item> _items = [];
    private readonly List<Person> _people = [];
    private readonly string _definition;

    private Tenant(int shape, int contents, string company)
    {
        (_shape, _contents, _company) = (new(shape), new(contents), company);
        _definition = NewId();
        string definitionName = $"{company} task";
        Add(new(Kind.Definition, _definition, Related((Ids.Definition, _definition))) { DisplayName = definitionName });
        string extension = NewId();
        string extensionName = $"{company} extension";
        Add(new(Kind.Extension, extension, Related((Ids.Extension, extension))) { DisplayName = extensionName });
        JsonArray users = [.. Enumerable.Range(1, 4).Select(User)];
        JsonArray workflows =
        [
            .. Enumerable.Range(0, 4 + _shape.Next(2)).Select(number => Workflow(number, number >= 3)),
        ];
        Seed = new()
        {
            ["users"] = users,
            ["taskDefinitions"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = _definition,
                    ["displayName"] = definitionName,
                    ["category"] = "joiner,leaver,mover",
                }
            ),
            ["customTaskExtensions"] = new JsonArray(
                new JsonObject { ["id"] = extension, ["displayName"] = extensionName }
            ),
            ["workflowTemplates"] = new JsonArray([.. Enumerable.Range(1, 2).Select(Template)]),
            ["workflows"] = workflows,
            ["assignmentRequests"] = new JsonArray([.. Enumerable.Range(1, 5).Select(Request)]),
        };
    }

    /// <summary>The tenant as the emulator takes it.</summary>
    public JsonObject Seed { get; }

    public IReadOnlyList<Item> Items => _items;

    public IReadOnlyList<Person> People => _people;

    public static (Tenant Tenant, Tenant Twin) Make(int seed) =>
        (new(seed, seed + 1, "contoso"), new(seed, seed + 2, "fabrikam"));

    public IEnumerable<Item> Of(Kind kind) => _items.Where(item => item.Kind == kind);

    private static Dictionary<string, string> Related(params IEnumerable<(string Name, string Id)> ids) =>
        ids.ToDictionary(id => id.Name, id => id.Id);

    private void Add(Item item) => _items.Add(item);

    private string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _shape.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string NewId(string parent) => _shape.Next(3) == 0 ? $"{parent}_{_shape.Next(1_000_000)}" : NewId();

    private string Ago(int mostHours) => Ago(_contents.Next(1, mostHours), _contents.Next(1, 59));

    private static string Ago(int hours, int minutes) =>
        Now.AddHours(-hours).AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private JsonObject User(int number)
    {
        Person person = new(NewId(), $"User{number}@{_company}.example");
        _people.Add(person);
        return new()
        {
            ["id"] = person.Id,
            ["displayName"] = $"{_company} user {number}",
            ["userPrincipalName"] = person.SignInName,
        };
    }

    private JsonObject Template(int number)
    {
        string id = NewId();
        string name = $"{_company} template {number}";
        Add(new(Kind.Template, id, Related((Ids.Template, id))) { DisplayName = name });
        return new()
        {
            ["id"] = id,
            ["displayName"] = name,
            ["category"] = "joiner",
            ["tasks"] = new JsonArray([.. Tasks([(Ids.Template, id)]).Select(TaskSeed)]),
        };
    }

    private JsonObject Workflow(int number, bool deleted)
    {
        string id = NewId();
        // A deleted workflow may have the name of one that lives.
        string name = $"{WorkflowNames[deleted ? _contents.Next(3) : number]} of {_company}{(number > 3 ? " 2" : "")}";
        Item workflow = new(Kind.Workflow, id, Related((Ids.Workflow, id))) { DisplayName = name, Deleted = deleted };
        Add(workflow);
        int versions = _shape.Next(1, 3);
        Item[][] tasks =
        [
            .. Enumerable.Range(1, versions).Select(version => Version(workflow, version, version == versions)),
        ];
        IEnumerable<int> runs = Enumerable.Range(0, _shape.Next(1, 4));
        return new()
        {
            ["id"] = id,
            ["displayName"] = name,
            ["category"] = _contents.Next(2) == 0 ? "joiner" : "leaver",
            ["deletedDateTime"] = deleted ? Ago(20) : null,
            ["versions"] = new JsonArray([
                .. tasks.Select(
                    (each, index) =>
                        new JsonObject
                        {
                            ["versionNumber"] = index + 1,
                            ["createdDateTime"] = Ago(100),
                            ["tasks"] = new JsonArray([.. each.Select(TaskSeed)]),
                        }
                ),
            ]),
            ["runs"] = new JsonArray([.. runs.Select(_ => Run(workflow, _shape.Next(versions), tasks))]),
        };
    }

    private Item[] Version(Item workflow, int number, bool isPresent)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        Add(
            new(Kind.Version, $"{workflow.Id}/{text}", Related((Ids.Workflow, workflow.Id), (Ids.Version, text)))
            {
                Deleted = workflow.Deleted,
                DisplayName = workflow.DisplayName,
            }
        );
        return Tasks([(Ids.Workflow, workflow.Id), (Ids.Version, text)], workflow.Deleted, isPresent);
    }

    private Item[] Tasks((string, string)[] parents, bool deleted = false, bool isPresent = true)
    {
        Item[] tasks =
        [
            .. Enumerable
                .Range(0, _shape.Next(1, 4))
                .Select(_ =>
                {
                    string id = NewId();
                    return new Item(Kind.Task, id, Related([.. parents, (Ids.Task, id)]))
                    {
                        DisplayName = TaskNames[_contents.Next(TaskNames.Length)],
                        Deleted = deleted,
                        IsPresent = isPresent,
                    };
                }),
        ];
        _items.AddRange(tasks);
        return tasks;
    }

    private JsonObject TaskSeed(Item task) =>
        new()
        {
            ["id"] = task.Id,
            ["taskDefinitionId"] = _definition,
            ["displayName"] = task.DisplayName,
            ["continueOnError"] = _contents.Next(2) == 0,
        };

    private JsonObject Run(Item workflow, int version, Item[][] tasks)
    {
        string id = NewId(workflow.Id);
        string number = (version + 1).ToString(CultureInfo.InvariantCulture);
        (string, string)[] ids = [(Ids.Workflow, workflow.Id), (Ids.Version, number), (Ids.Run, id)];
        Add(new(Kind.Run, id, Related(ids)) { Deleted = workflow.Deleted });
        foreach (Item task in tasks[version])
        {
            string report = $"{id}_{task.Id}";
            Add(
                new(Kind.Report, report, Related([.. ids, (Ids.Task, task.Id), (Ids.Report, report)]))
                {
                    Deleted = workflow.Deleted,
                    TaskName = task.DisplayName,
                }
            );
        }
        int hours = _contents.Next(2, 100);
        JsonArray users =
        [
            .. _people
                .Where(_ => _shape.Next(2) == 0)
                .ToArray()
                .Select(person => UserResult(ids, person, tasks[version], workflow.Deleted)),
        ];
        return new()
        {
            ["id"] = id,
            ["workflowVersion"] = version + 1,
            ["scheduledDateTime"] = Ago(hours, 0),
            ["startedDateTime"] = _contents.Next(5) == 0 ? null : Ago(hours, 1),
            ["userProcessingResults"] = users,
        };
    }

    private JsonObject UserResult((string, string)[] run, Person person, Item[] tasks, bool deleted)
    {
        string id = NewId(run[0].Item2);
        (string, string)[] ids = [.. run, (Ids.UserResult, id)];
        Add(new(Kind.UserResult, id, Related(ids)) { Deleted = deleted, Subject = person });
        (string, string) subject = (Ids.SubjectResult, id);
        Add(new(Kind.SubjectResult, id, Related([.. run, subject])) { Deleted = deleted, Subject = person });
        JsonArray results =
        [
            .. tasks
                .Where(_ => _shape.Next(8) > 0)
                .ToArray()
                .Select(task => TaskResult([.. ids, subject], person, task)),
        ];
        return new()
        {
            ["id"] = id,
            ["subject"] = person.Id,
            ["taskProcessingResults"] = results,
        };
    }

    private JsonObject TaskResult((string Name, string Id)[] ids, Person person, Item task)
    {
        string id = NewId();
        string run = ids.Single(each => each.Name == Ids.Run).Id;
        string status = _contents.Next(3) == 0 ? "inProgress" : Statuses[_contents.Next(Statuses.Length)];
        (string, string)[] own = [(Ids.Report, $"{run}_{task.Id}"), (Ids.Task, task.Id), (Ids.TaskResult, id)];
        Item result = new(Kind.TaskResult, id, Related([.. ids, .. own]))
        {
            Deleted = task.Deleted,
            TaskName = task.DisplayName,
            Subject = person,
            IsPresent = task.IsPresent,
        };
        Add(result);
        if (status == "inProgress")
            Add(result with { Kind = Kind.Pending });
        return new()
        {
            ["id"] = id,
            ["task"] = task.Id,
            ["processingStatus"] = status,
            ["createdDateTime"] = Ago(100),
            ["startedDateTime"] = status is "queued" or "canceled" ? null : Ago(100),
        };
    }

    private JsonObject Request(int number)
    {
        string id = NewId();
        // Every second one is about the assignment of the one before.
        string assignment = number % 2 == 0 ? Of(Kind.Request).Last().Ids[Ids.Assignment] : NewId();
        bool waits = _contents.Next(2) == 0;
        Add(new(Kind.Request, id, Related((Ids.Request, id), (Ids.Assignment, assignment))));
        return new()
        {
            ["id"] = id,
            ["requestType"] = "userAdd",
            ["state"] = waits ? "submitted" : "delivered",
            ["status"] = waits ? "WaitingForCallback" : "Delivered",
            ["requestor"] = _people[number % _people.Count].Id,
            ["accessPackage"] = new JsonObject { ["id"] = NewId(), ["displayName"] = $"{_company} package {number}" },
            ["assignmentId"] = assignment,
            ["createdDateTime"] = Ago(100),
        };
    }
}
