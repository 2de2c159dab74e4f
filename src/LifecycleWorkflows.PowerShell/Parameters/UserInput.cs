using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>Finds the user in an object: a user, a result of one, or a row of a table with either.</summary>
internal static class UserInput
{
    private static readonly string[] OwnIds = ["Id", "SubjectId", "UserId", "ObjectId"];

    /// <summary>Returns the user principal name or ID of the user in an object.</summary>
    /// <param name="input">A text or an object.</param>
    /// <param name="flaw">Why there's no user in it.</param>
    public static NameOrId? Read(object? input, out InputProblem? flaw)
    {
        flaw = null;
        if (InputProblem.IsEmpty(input))
            return Refuse("it's empty", out flaw);
        if (InputProblem.Plain(input) is NameOrId given)
            return given;
        if (InputProblem.Plain(input) is string text)
            return OfText(text, out flaw);
        PSObject item = PSObject.AsPSObject(input);
        if (ObjectOrigin.Text(item, "SubjectId") is { } subject)
            return OfId(item, subject);
        if (item.Properties["Subject"]?.Value is { } nested and not string)
            return ObjectOrigin.Text(PSObject.AsPSObject(nested), nameof(Resource.Id)) is { } id
                ? OfId(item, id)
                : Refuse("its Subject property has no ID", out flaw);
        string? own = ObjectOrigin.Text(item, nameof(Resource.Id));
        if (own is not null && IdOfAnotherThing(item, own) is { } other)
            return Refuse($"its Id property is a {other}", out flaw);
        if (own is not null && Guid.TryParse(own, out _))
            return OfId(item, own);
        return ObjectOrigin.Text(item, nameof(Subject.UserPrincipalName)) is { } name
            ? OfText(name, out flaw)
            : Refuse("it has no property SubjectId, UserPrincipalName, or Id with the ID of a user", out flaw);
    }

    /// <summary>Whether an object says who a user is, whether it can be used or not.</summary>
    public static bool IsAbout(PSObject? input) =>
        input is not null
        && (
            input.BaseObject is string
            || ObjectOrigin.Text(input, "SubjectId") is not null
            || input.Properties["Subject"]?.Value is not null
            || ObjectOrigin.Text(input, nameof(Subject.UserPrincipalName)) is not null
            || (ObjectOrigin.Text(input, nameof(Resource.Id)) is { } id && IdOfAnotherThing(input, id) is null)
        );

    /// <summary>The objects of this module, and their copies in tables, have their ID under its full name too.</summary>
    private static string? IdOfAnotherThing(PSObject item, string id) =>
        item
            .Properties.Where(property =>
                property.Name.EndsWith("Id", StringComparison.Ordinal)
                && !OwnIds.Contains(property.Name, StringComparer.OrdinalIgnoreCase)
            )
            .FirstOrDefault(property =>
                property.Value?.ToString() is { Length: > 0 } other && IdRules.AreEqual(other, id)
            )
            ?.Name;

    private static NameOrId? OfText(string text, out InputProblem? flaw)
    {
        flaw = null;
        string trimmed = text.Trim();
        return Guid.TryParse(trimmed, out _) || trimmed.Contains('@', StringComparison.Ordinal)
            ? new(trimmed)
            : Refuse("it isn't a user principal name or ID", out flaw);
    }

    private static NameOrId OfId(PSObject item, string id) => new(id) { IsId = true, Service = ObjectOrigin.Of(item) };

    private static NameOrId? Refuse(string reason, out InputProblem? flaw)
    {
        flaw = new(
            reason,
            "Specify user principal names such as adele@contoso.com, IDs of users, or objects with the ID."
        );
        return null;
    }
}
