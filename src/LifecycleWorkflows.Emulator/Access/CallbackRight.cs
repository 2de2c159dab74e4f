using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>Apps that a custom task extension names may resume what it waits for, without any permission.</summary>
internal static class CallbackRight
{
    public static bool Includes(Caller caller, TaskProcessingResult result) =>
        caller.AppId is string appId
        && result.Task.Extension is CustomTaskExtension extension
        && AppsOf(extension).Contains(appId, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string?> AppsOf(CustomTaskExtension extension)
    {
        if (extension.AuthenticationConfiguration is JsonElement authentication)
            yield return Text(authentication, "resourceId");
        if (
            extension.CallbackConfiguration is not JsonElement callback
            || callback.ValueKind != JsonValueKind.Object
            || !callback.TryGetProperty("authorizedApps", out JsonElement apps)
            || apps.ValueKind != JsonValueKind.Array
        )
            yield break;
        // Assumption: an application is named by its appId or by its object id, whichever the seed has.
        foreach (JsonElement app in apps.EnumerateArray())
        {
            yield return Text(app, "appId");
            yield return Text(app, "id");
        }
    }

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(property, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
