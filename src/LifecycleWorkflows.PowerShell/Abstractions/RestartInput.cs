namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A run or a user processing result to restart.</summary>
/// <param name="Mention">What accounts for it.</param>
/// <param name="Ids">Its workflow and, if it's known, its run.</param>
/// <param name="ResultId">The ID of the user processing result; null for a run.</param>
/// <param name="ApiVersion">The version of Microsoft Graph.</param>
/// <param name="Own">The object, if this module made it.</param>
internal sealed record RestartInput(
    StartMention Mention,
    ResourceKey Ids,
    string? ResultId,
    string ApiVersion,
    object? Own
)
{
    /// <summary>The workflow, however its ID is written.</summary>
    public (string, string) Workflow => (ApiVersion, IdRules.Normalize(Ids.WorkflowId!));

    public string Id => IdRules.Normalize(ResultId ?? Ids.RunId!);
}
