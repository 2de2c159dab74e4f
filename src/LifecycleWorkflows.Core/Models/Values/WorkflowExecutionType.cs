namespace LifecycleWorkflows;

/// <summary>The values of Microsoft Graph's workflowExecutionType that the module has to know.</summary>
internal static class WorkflowExecutionType
{
    public const string Preview = "preview";

    /// <summary>The name that a page of Microsoft's reference has for it.</summary>
    private const string PreviewMode = "previewMode";

    /// <summary>Whether something only shows what would happen, and changed nothing for any user.</summary>
    public static bool IsPreview(string? type) =>
        string.Equals(type, Preview, StringComparison.OrdinalIgnoreCase)
        || string.Equals(type, PreviewMode, StringComparison.OrdinalIgnoreCase);
}
