using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>A cmdlet as its users know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it gives or answers.</param>
/// <param name="NeedsItem">Whether it is about one item, and never about all of a list.</param>
/// <param name="Answers">Whether it would change something: it is only ever called with -WhatIf.</param>
internal sealed record Cmdlet(string Name, Kind Kind, bool NeedsItem = false, bool Answers = false)
{
    /// <summary>Whether it changes deleted workflows, or live ones alone; null when it changes none.</summary>
    public bool? OfDeleted { get; init; }

    /// <summary>Properties that bind, and that say nothing about which item is meant.</summary>
    private static readonly string[] NoIds = ["TenantId", "CustomExtensionStageInstanceId"];

    public static readonly Cmdlet Results = new("Get-LwfTaskProcessingResult", Kind.TaskResult);
    public static readonly Cmdlet UserResults = new("Get-LwfUserProcessingResult", Kind.UserResult);
    public static readonly Cmdlet SubjectResults = new("Get-LwfSubjectProcessingResult", Kind.SubjectResult);
    public static readonly Cmdlet Reports = new("Get-LwfTaskReport", Kind.Report);
    public static readonly Cmdlet Runs = new("Get-LwfRun", Kind.Run);
    public static readonly Cmdlet Pending = new("Get-LwfPendingTask", Kind.Pending);
    public static readonly Cmdlet Tasks = new("Get-LwfWorkflowTask", Kind.Task);
    public static readonly Cmdlet Versions = new("Get-LwfWorkflowVersion", Kind.Version);
    public static readonly Cmdlet Workflows = new("Get-LwfWorkflow", Kind.Workflow);
    public static readonly Cmdlet Templates = new("Get-LwfWorkflowTemplate", Kind.Template);
    public static readonly Cmdlet Definitions = new("Get-LwfTaskDefinition", Kind.Definition);
    public static readonly Cmdlet Extensions = new("Get-LwfCustomTaskExtension", Kind.Extension);
    public static readonly Cmdlet Requests = new("Get-LwfAccessPackageAssignmentRequest", Kind.Request);
    public static readonly Cmdlet Wait = new("Wait-LwfTaskProcessingResult", Kind.TaskResult, NeedsItem: true);

    public static readonly Cmdlet Resume = new(
        "Resume-LwfTaskProcessingResult",
        Kind.TaskResult,
        NeedsItem: true,
        Answers: true
    );

    public static readonly Cmdlet ResumeRequest = new(
        "Resume-LwfAccessPackageAssignmentRequest",
        Kind.Request,
        NeedsItem: true,
        Answers: true
    );

    public static readonly Cmdlet Stop = new("Stop-LwfRun", Kind.Run, NeedsItem: true, Answers: true)
    {
        OnlyLive = true,
    };

    public static readonly Cmdlet Set = new("Set-LwfWorkflow", Kind.Workflow, NeedsItem: true, Answers: true)
    {
        OfDeleted = false,
    };

    public static readonly Cmdlet Remove = new("Remove-LwfWorkflow", Kind.Workflow, NeedsItem: true, Answers: true)
    {
        OfDeleted = false,
    };

    public static readonly Cmdlet Restore = new("Restore-LwfWorkflow", Kind.Workflow, NeedsItem: true, Answers: true)
    {
        OfDeleted = true,
    };

    public static readonly Cmdlet[] All =
    [
        Results,
        UserResults,
        SubjectResults,
        Reports,
        Runs,
        Pending,
        Tasks,
        Versions,
        Workflows,
        Templates,
        Definitions,
        Extensions,
        Requests,
        Wait,
        Resume,
        ResumeRequest,
        Stop,
        Set,
        Remove,
        Restore,
    ];

    /// <summary>Whether it refuses what is below a deleted workflow.</summary>
    public bool OnlyLive { get; private init; }

    private readonly PropertyInfo[] _parameters =
    [
        .. Shell.Find(Name).GetProperties().Where(each => each.GetCustomAttributes<ParameterAttribute>().Any()),
    ];

    /// <summary>The ids that it takes from the pipeline, as it says and as it has to.</summary>
    public IReadOnlyList<string> IdNames => field ??= [.. Declared.Union(Promised)];

    public bool Has(string parameter) => _parameters.Any(each => each.Name == parameter);

    private IEnumerable<string> Declared =>
        _parameters
            .Where(each =>
                each.GetCustomAttributes<ParameterAttribute>().Any(data => data.ValueFromPipelineByPropertyName)
            )
            .Select(each => each.Name)
            .Where(name =>
                (name.EndsWith("Id", StringComparison.Ordinal) || name == Ids.Version) && !NoIds.Contains(name)
            )
            .Select(name =>
                Ids.All.Contains(name)
                    ? name
                    : throw new NotSupportedException($"{Name} takes -{name}, which this test does not know.")
            );

    /// <summary>What it has to take, so that an id that it stopped taking would be seen.</summary>
    private string[] Promised =>
        Kind switch
        {
            Kind.Pending => [Ids.Version, Ids.UserResult, Ids.SubjectResult, Ids.Report, Ids.Task, Ids.TaskResult],
            Kind.Report => [Ids.Run, Ids.Task],
            _ => [],
        };
}

/// <summary>A parameter on the command line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What stands behind it.</param>
/// <param name="Keep">What it leaves of the items, when it is no id.</param>
internal sealed record Typed(string Name, object? Value, Func<Item, bool>? Keep = null)
{
    public override string ToString() => $"-{Name} {Show(Value)}";

    public static string Show(object? value) =>
        value switch
        {
            null => "$null",
            SwitchParameter or bool => $"${value}",
            string text => $"'{text}'",
            string[] texts => string.Join(',', texts.Select(Show)),
            DateTimeOffset time => $"'{time:u}'",
            PSObject { BaseObject: not PSCustomObject } wrapped => Show(wrapped.BaseObject),
            PSObject made => Members(made),
            Resource record => $"[{record.GetType().Name}]{Members(PSObject.AsPSObject(record))}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    /// <summary>What an object says of ids and places. An empty text counts as something.</summary>
    private static string Members(PSObject item) =>
        "@{"
        + string.Join(
            "; ",
            item.Properties.Where(each =>
                    each.Value is not null && Shown.Contains(each.Name, StringComparer.OrdinalIgnoreCase)
                )
                .Select(each => $"{each.Name}={Show(each.Value)}")
        )
        + "}";

    private static readonly string[] Shown = [.. Ids.All, "Id", "Deleted", "ApiVersion", "GraphEndpoint", "TenantId"];
}

/// <summary>An object in the pipeline.</summary>
/// <param name="Object">The object.</param>
/// <param name="Form">What it is: a record, its copy from a file, or something that somebody made.</param>
internal sealed record Piped(object Object, string Form)
{
    public override string ToString() => $"{Form} {Typed.Show(Object)}";
}

/// <summary>One call.</summary>
/// <param name="Cmdlet">What is called.</param>
/// <param name="Typed">What stands on the command line.</param>
/// <param name="Input">What is piped in; null when nothing is.</param>
/// <param name="IsNatural">Whether it is what anybody would write: then it must not be refused.</param>
internal sealed record Call(Cmdlet Cmdlet, IReadOnlyList<Typed> Typed, IReadOnlyList<Piped>? Input, bool IsNatural)
{
    public bool Types(string name) => Typed.Any(each => each.Name == name);

    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [
                $"    {Cmdlet.Name} {string.Join(' ', Typed)}{(IsNatural ? "   (must not be refused)" : "")}",
                .. (Input ?? []).Select(each => $"      <- {each}"),
            ]
        );
}

/// <summary>Objects in other forms.</summary>
internal static class Objects
{
    /// <summary>As Import-Csv gives them: all properties, each a text.</summary>
    public static PSObject Csv(object record)
    {
        PSObject copy = new();
        foreach (PSPropertyInfo property in PSObject.AsPSObject(record).Properties)
            copy.Properties.Add(new PSNoteProperty(property.Name, TextOf(property.Value)));
        return copy;
    }

    /// <summary>As Import-Clixml gives them.</summary>
    public static PSObject Clixml(object record) => (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(record));

    /// <summary>What tells a record from others of its kind: its id; of a version its workflow and number.</summary>
    public static string Key(Kind kind, object record) =>
        kind == Kind.Version ? $"{Text(record, Ids.Workflow)}/{Text(record, Ids.Version)}" : Text(record, "Id");

    /// <summary>The text of a property; empty when there is none.</summary>
    public static string Text(object item, string name) => TextOf(PSObject.AsPSObject(item).Properties[name]?.Value);

    public static bool Has(object item, string name) => PSObject.AsPSObject(item).Properties[name] is not null;

    /// <summary>A value as a file shows it.</summary>
    public static string TextOf(object? value) =>
        value switch
        {
            null => "",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
