namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>Ids that are GUIDs, whose letter case does not matter.</summary>
internal static class GuidText
{
    /// <summary>A GUID in small letters; any other id as it stands.</summary>
    public static string Plain(string id) => Guid.TryParseExact(id, "D", out Guid guid) ? guid.ToString("D") : id;

    public static bool IsSame(string one, string other) => one == other || Plain(one) == Plain(other);
}
