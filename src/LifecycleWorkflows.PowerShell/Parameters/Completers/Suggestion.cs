using System.Management.Automation;
using System.Management.Automation.Language;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Something of the service that the Tab key offers.</summary>
/// <param name="Value">What completes the parameter.</param>
/// <param name="Label">What the user knows it by.</param>
/// <param name="ToolTip">What distinguishes it from others.</param>
internal sealed record Suggestion(string Value, string Label, string ToolTip)
{
    /// <summary>
    /// A name. Where the name would change the terminal, the ID completes the parameter.
    /// </summary>
    public static Suggestion OfName(string name, string id) =>
        new(DisplayText.Sanitize(name) == name ? name : id, name, name);

    /// <summary>Whether what was typed is the beginning of it.</summary>
    public bool StartsWith(string word) =>
        Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || Label.StartsWith(word, StringComparison.CurrentCultureIgnoreCase);

    public CompletionResult ToResult(bool isQuoted)
    {
        string text = isQuoted ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(Value)}'" : Value;
        return new(text, Shown(Label), CompletionResultType.ParameterValue, Shown(ToolTip));
    }

    // An empty text isn't allowed.
    private string Shown(string text) => text.Length > 0 ? DisplayText.Sanitize(text) : Value;
}
