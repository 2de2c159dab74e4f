using System.Text.Json.Nodes;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>The kinds of items that cmdlets give or answer.</summary>
internal enum Kind
{
    Workflow,
    Version,
    Task,
    Template,
    Run,
    UserResult,
    SubjectResult,
    Report,
    TaskResult,
    Pending,
    Request,
    Definition,
    Extension,
}

/// <summary>A user of a tenant.</summary>
internal sealed record Person(string Id, string SignInName);

/// <summary>Something that a tenant has, and everything that it is related to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its own id; of a version, its workflow's id and its number.</param>
/// <param name="Ids">The ids that it is related to, its own included, by the names of the parameters for them.</param>
internal sealed record Item(Kind Kind, string Id, IReadOnlyDictionary<string, string> Ids)
{
    /// <summary>Whether it belongs to a deleted workflow.</summary>
    public bool Deleted { get; init; }

    public string? DisplayName { get; init; }

    public string? TaskName { get; init; }

    public Person? Subject { get; init; }

    /// <summary>Whether the task, or the task that it is about, belongs to the workflow's present version.</summary>
    public bool IsPresent { get; init; } = true;

    /// <summary>The service's own answer about it.</summary>
    public JsonObject Wire { get; set; } = [];

    public string? Status => Text("processingStatus");

    public bool HasEnded => Status is "completed" or "completedWithErrors" or "canceled" or "failed";

    public DateTimeOffset? Time(string property) =>
        Text(property) is { } text
            ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public string? Text(string property) => Wire[property]?.ToString();

    /// <summary>Whether it is related to what an id names. GUIDs are the same in any letter case.</summary>
    public bool Fits(string name, string id) => Ids.TryGetValue(name, out string? own) && Same(own, id);

    public static bool Same(string one, string other) =>
        one == other || (Guid.TryParse(one, out Guid first) && Guid.TryParse(other, out Guid same) && first == same);

    public bool Equals(Item? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{Kind} {Id}";
}
