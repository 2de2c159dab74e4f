using System.Text.Json;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Seeding;

/// <summary>Reads from the execution conditions of a workflow who is in its scope.</summary>
internal sealed class ScopeBuilder(IReadOnlyCollection<User> users, IReadOnlyDictionary<string, Group> groups)
{
    public SubjectScope Build(JsonElement? executionConditions) =>
        Member(executionConditions, "scope") is JsonElement scope
            ? new(
                () => [.. users.Where(Chosen(scope)).OrderBy(user => user.Id, StringComparer.Ordinal)],
                TimeOf(Member(executionConditions, "trigger"))
            )
            : SubjectScope.Nobody;

    private Func<User, bool> Chosen(JsonElement scope)
    {
        if (Member(scope, "groups") is not { ValueKind: JsonValueKind.Array } named)
            return new(SubjectRule.Parse(Text(scope, "rule")));
        HashSet<User> members =
        [
            .. named
                .EnumerateArray()
                .Select(group => Text(group, "id"))
                .SelectMany(id => id is not null && groups.TryGetValue(id, out Group? group) ? group.Members : []),
        ];
        return members.Contains;
    }

    // What begins with a change, such as that of an attribute, is the time of nobody in advance.
    private static Func<User, DateTime?>? TimeOf(JsonElement? trigger)
    {
        if (
            Member(trigger, "offsetInDays") is not { ValueKind: JsonValueKind.Number } offset
            || !offset.TryGetInt32(out int days)
        )
            return null;
        Func<User, DateTime?> date = Text(trigger!.Value, "timeBasedAttribute") switch
        {
            "employeeHireDate" => user => user.EmployeeHireDate,
            "employeeLeaveDateTime" => user => user.EmployeeLeaveDateTime,
            "createdDateTime" => user => user.CreatedDateTime,
            _ => _ => null,
        };
        return user => date(user)?.AddDays(days);
    }

    private static JsonElement? Member(JsonElement? owner, string property) =>
        owner is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(property, out JsonElement value)
            ? value
            : null;

    private static string? Text(JsonElement owner, string property) =>
        Member(owner, property) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
