using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Commands;

namespace LifecycleWorkflows.PowerShell.Completers;

/// <summary>Completes what the service calls the members of that which a cmdlet reads.</summary>
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

    private protected virtual IEnumerable<string> Values(Type record) => Wire.MembersOf(record);

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
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(LwfQueryCmdlet<>)))
            type = type.BaseType;
        return type?.GenericTypeArguments[0];
    }
}

/// <summary>Completes what can be sorted by, in either direction.</summary>
public sealed class OrderCompleter : MemberCompleter
{
    private protected override IEnumerable<string> Values(Type record) =>
        base.Values(record)
            .Where(name => WireProperties.Exists(record, name))
            .SelectMany(name => new[] { name, name + " desc" });
}

/// <summary>Completes the related resources that can be brought along.</summary>
public sealed class RelationCompleter : MemberCompleter
{
    private protected override IEnumerable<string> Values(Type record) => Wire.RelationsOf(record);
}
