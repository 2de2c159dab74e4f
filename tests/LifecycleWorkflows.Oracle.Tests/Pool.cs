using System.Management.Automation;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>The records that the Get cmdlets give of a tenant, by their kinds, and their copies from files.</summary>
internal sealed class Pool
{
    /// <summary>How many forms a record has: itself, and its copies from two kinds of file.</summary>
    public const int Forms = 3;

    private readonly Dictionary<Kind, List<(object Record, Item Item)>> _records = [];
    private readonly Dictionary<(object, int), PSObject> _copies = [];

    public Pool(Shell shell, Tenant tenant, object connection)
    {
        void Read(Cmdlet cmdlet, params (string Name, object? Value)[] typed)
        {
            Dictionary<string, object?> parameters = typed.ToDictionary(each => each.Name, each => each.Value);
            parameters["Connection"] = connection;
            Outcome outcome = shell.Run(cmdlet.Name, parameters, null);
            if (outcome.AllErrors.FirstOrDefault() is { } error)
                throw new InvalidOperationException($"{cmdlet.Name} {string.Join(' ', parameters.Keys)}: {error}");
            if (!_records.TryGetValue(cmdlet.Kind, out List<(object, Item)>? records))
                records = _records[cmdlet.Kind] = [];
            foreach (object record in outcome.Outputs)
            {
                string id = Objects.Key(cmdlet.Kind, record);
                records.Add((record, tenant.Of(cmdlet.Kind).Single(item => item.Id == id)));
            }
        }

        foreach (Item item in tenant.Items)
        {
            string? workflow = item.Ids.GetValueOrDefault(Ids.Workflow);
            (string, object?)[] below = [(Ids.Workflow, workflow)];
            if (item.Deleted)
                below = [.. below, ("Deleted", true)];
            (string, object?) Id(string name) => (name, item.Ids[name]);
            switch (item.Kind)
            {
                case Kind.Workflow:
                    Read(Cmdlet.Workflows, below);
                    Read(Cmdlet.Versions, below);
                    Read(Cmdlet.Tasks, below);
                    Read(Cmdlet.Runs, below);
                    Read(Cmdlet.UserResults, below);
                    Read(Cmdlet.SubjectResults, below);
                    Read(Cmdlet.Reports, below);
                    Read(Cmdlet.Pending, below);
                    break;
                case Kind.Version:
                    Read(Cmdlet.Tasks, [.. below, Id(Ids.Version)]);
                    break;
                case Kind.Run:
                    Read(Cmdlet.UserResults, [.. below, Id(Ids.Run)]);
                    Read(Cmdlet.SubjectResults, [.. below, Id(Ids.Run)]);
                    Read(Cmdlet.Results, [.. below, Id(Ids.Run)]);
                    break;
                case Kind.UserResult:
                    Read(Cmdlet.Results, [.. below, Id(Ids.UserResult)]);
                    Read(Cmdlet.Results, [.. below, Id(Ids.Run), Id(Ids.UserResult)]);
                    break;
                case Kind.SubjectResult:
                    Read(Cmdlet.Results, [.. below, Id(Ids.SubjectResult)]);
                    break;
                case Kind.Report:
                    Read(Cmdlet.Results, [.. below, Id(Ids.Report)]);
                    break;
                case Kind.Task when workflow is not null:
                    Read(Cmdlet.Results, [.. below, Id(Ids.Task)]);
                    Read(Cmdlet.Results, [.. below, Id(Ids.Version), Id(Ids.Task)]);
                    break;
                case Kind.Template:
                    Read(Cmdlet.Tasks, Id(Ids.Template));
                    break;
                default:
                    break;
            }
        }
        Read(Cmdlet.Templates);
        Read(Cmdlet.Requests);
        Read(Cmdlet.Requests, ("ExpandProperty", "assignment"));
        Read(Cmdlet.Definitions);
        Read(Cmdlet.Extensions);
    }

    public IReadOnlyList<(object Record, Item Item)> Of(Kind kind) => _records.GetValueOrDefault(kind, []);

    /// <summary>A record as it is, or its copy from a file.</summary>
    public Piped As(object record, int form) =>
        form switch
        {
            0 => new(Copy(record, form, Objects.Csv), "from CSV:"),
            1 => new(Copy(record, form, Objects.Clixml), "from CLIXML:"),
            _ => new(record, "record"),
        };

    private PSObject Copy(object record, int form, Func<object, PSObject> copy) =>
        _copies.TryGetValue((record, form), out PSObject? made) ? made : _copies[(record, form)] = copy(record);
}
