using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using LifecycleWorkflows.Graph.Json;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Completes the Microsoft Graph names of the properties that a cmdlet gets.</summary>
public class MemberCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        string word = wordToComplete.Trim('\'', '"');
        return RecordOf(commandName) is { } record
            ? Values(record).Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(Result)
            : [];
    }

    private protected virtual IEnumerable<string> Values(Type record) => JsonMaps.MembersOf(record);

    private static CompletionResult Result(string value) =>
        value.Contains(' ', StringComparison.Ordinal)
            ? new($"'{value}'", value, CompletionResultType.ParameterValue, value)
            : new(value);

    private static Type? RecordOf(string commandName)
    {
        Type? type = Array.Find(
            typeof(MemberCompleter).Assembly.GetTypes(),
            candidate =>
                candidate.GetCustomAttribute<CmdletAttribute>() is { } cmdlet
                && commandName.Equals($"{cmdlet.VerbName}-{cmdlet.NounName}", StringComparison.OrdinalIgnoreCase)
        );
        return type?.GetCustomAttribute<OutputTypeAttribute>()?.Type[0].Type;
    }
}
