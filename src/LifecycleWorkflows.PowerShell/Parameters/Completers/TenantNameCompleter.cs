using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes names from the service, each once, in order.</summary>
public abstract class TenantNameCompleter : TenantCompleter
{
    private protected TenantNameCompleter() { }

    private protected sealed override CompletionResult[] Results(IEnumerable<Suggestion> found, string word) =>
        [
            .. found
                .Where(each => each.Label.Length > 0 && each.StartsWith(word))
                .DistinctBy(each => each.Label, StringComparer.OrdinalIgnoreCase)
                .OrderBy(each => each.Label, StringComparer.CurrentCultureIgnoreCase)
                .Select(each => each.ToResult(isQuoted: true)),
        ];
}
