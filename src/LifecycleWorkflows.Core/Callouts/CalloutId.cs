namespace LifecycleWorkflows;

/// <summary>An ID that a callout contains in addition to its callback path.</summary>
/// <param name="Member">Where the callout has it.</param>
/// <param name="Parameter">The parameter of the same ID in the callback path.</param>
/// <param name="Value">The value in the callout; null if there's none.</param>
/// <param name="IsRequired">Whether a callout without a path must have it.</param>
internal readonly record struct CalloutId(string Member, string Parameter, string? Value, bool IsRequired = false)
{
    /// <summary>
    /// Compares the IDs of a callout with its callback path. Without a path, checks that no required ID is missing.
    /// </summary>
    /// <exception cref="LifecycleWorkflowsException">An ID is missing, or doesn't match the path.</exception>
    public static void ThrowIfInconsistent(CalloutObject data, CallbackPath? path, ReadOnlySpan<CalloutId> ids)
    {
        string pathMember = data.PathOf(CalloutMembers.CallbackUriPath);
        foreach (CalloutId id in ids)
        {
            string member = data.PathOf(id.Member);
            if (path is null && id.IsRequired && id.Value is null)
                throw Errors.CalloutInvalid($"'{member}' and '{pathMember}' are missing");
            if (path is not null && !path.Matches(id.Parameter, id.Value))
                throw Errors.CalloutInvalid($"'{member}' doesn't match '{pathMember}'");
        }
    }
}
