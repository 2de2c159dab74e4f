using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>Determines the origin of an object, including deserialized objects.</summary>
internal static class ObjectOrigin
{
    /// <summary>Returns the service and tenant from the properties of an object; null if it has neither.</summary>
    public static ServiceOrigin? Of(PSObject? item)
    {
        string? endpoint = Text(item, nameof(PlacedResource.GraphEndpoint)),
            tenant = Text(item, nameof(PlacedResource.TenantId));
        return endpoint is null && tenant is null ? null : new(Root(endpoint), tenant);
    }

    /// <summary>Returns a property as text; null if it's empty or doesn't exist.</summary>
    public static string? Text(PSObject? item, string property) =>
        item?.Properties?[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Returns the ID of the user that an object is about; null if it doesn't contain it.</summary>
    public static string? SubjectId(PSObject? item) =>
        item?.Properties?[nameof(TaskProcessingResult.Subject)]?.Value is { } subject
            ? Text(PSObject.AsPSObject(subject), nameof(Subject.Id))
            : null;

    /// <summary>Whether an object is about one user, also if it doesn't contain the user's ID.</summary>
    public static bool IsOfOneSubject(PSObject? item) => AboutSubjects.Any(name => Text(item, name) is not null);

    private static readonly string[] AboutSubjects =
    [
        nameof(TaskProcessingResult.TaskProcessingResultId),
        nameof(ResourceKey.UserProcessingResultId),
        nameof(ResourceKey.SubjectProcessingResultId),
        nameof(TaskProcessingResult.Subject),
        nameof(PendingTask.UserPrincipalName),
    ];

    private static Uri? Root(string? endpoint)
    {
        if (endpoint is null)
            return null;
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? root))
            return root;
        throw Errors.ParameterInvalid(
            "InputObject",
            $"its {nameof(PlacedResource.GraphEndpoint)} isn't a valid address",
            "Specify the object unchanged, or without that property."
        );
    }
}
