using System.Globalization;
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
    public static Suggestion OfName(string? name) => new(name ?? "", name ?? "", name ?? "");

    /// <summary>Whether what was typed is the beginning of it.</summary>
    public bool StartsWith(string word) =>
        Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || Label.StartsWith(word, StringComparison.CurrentCultureIgnoreCase);

    /// <summary>What PowerShell shows, and puts on the command line.</summary>
    public CompletionResult ToResult(bool isQuoted) =>
        new(isQuoted ? Quote(Value) : Value, Shown(Label), CompletionResultType.ParameterValue, Shown(ToolTip));

    // An empty text isn't allowed.
    private string Shown(string text) => DisplayText.Sanitize(text.Length > 0 ? text : Value);

    /// <summary>
    /// A name as a string literal. One with characters that a terminal would carry out has escape sequences instead.
    /// </summary>
    private static string Quote(string name)
    {
        const string Special = "`$\"\u201C\u201D\u201E";
        return name.Any(DisplayText.IsUnsafe)
            ? $"\"{string.Concat(name.Select(c => Special.Contains(c) || DisplayText.IsUnsafe(c) ? Escape(c) : $"{c}"))}\""
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
    }

    private static string Escape(char c) => string.Create(CultureInfo.InvariantCulture, $"`u{{{(int)c:X}}}");
}
