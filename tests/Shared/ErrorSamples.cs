using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LifecycleWorkflows.Tests;

/// <summary>Every error that a method of an assembly makes, with made-up values of all kinds that change its text.</summary>
internal static class ErrorSamples
{
    /// <summary>A line for what each method was given, and below it what it says.</summary>
    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type => type.IsAbstract && type.IsSealed && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.ReturnType == typeof(LifecycleWorkflowsException))
            .OrderBy(method => method.Name, StringComparer.Ordinal)
            .ThenBy(method => method.GetParameters().Length)
            .SelectMany(Of);

    private static IEnumerable<string> Of(MethodInfo factory)
    {
        ParameterInfo[] parameters = factory.GetParameters();
        IEnumerable<LifecycleWorkflowsException> made = Combinations([.. parameters.Select(Values)])
            .Select(values => (LifecycleWorkflowsException)factory.Invoke(null, values)!)
            .DistinctBy(error => (error.Condition, error.Message, error.RecommendedAction));
        yield return $"{factory.Name}({string.Join(", ", parameters.Select(parameter => parameter.Name))})";
        foreach (LifecycleWorkflowsException error in made)
        {
            yield return $"  {error.Condition}: {error.Message}";
            yield return $"    {error.RecommendedAction}";
        }
        yield return "";
    }

    private static IEnumerable<object?[]> Combinations(object?[][] values) =>
        values.Aggregate<object?[], IEnumerable<object?[]>>(
            [
                [],
            ],
            (made, next) => made.SelectMany(some => next.Select(value => (object?[])[.. some, value]))
        );

    private static object?[] Values(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        bool mayBeNull =
            type != parameter.ParameterType
            || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        object?[] values = Values(type, parameter.Name!);
        return mayBeNull ? [.. values, null] : values;
    }

    private static object?[] Values(Type type, string name)
    {
        if (type == typeof(string))
            return Texts(name);
        if (type == typeof(bool))
            return [true, false];
        if (type == typeof(int))
            return [400];
        if (type == typeof(TimeSpan))
            return [TimeSpan.FromMinutes(5)];
        if (type == typeof(DateTime))
            return [new DateTime(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc)];
        if (type == typeof(DateTimeOffset))
            return [new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)];
        if (type.IsAssignableFrom(typeof(string[])))
            return [new[] { "First", "Second" }, Array.Empty<string>()];
        if (type == typeof(ErrorCondition))
            return [ErrorCondition.ConnectionFailed, ErrorCondition.NotFound];
        if (type == typeof(ServiceOrigin))
            return [new ServiceOrigin(new("https://graph.microsoft.com"), $"{name}.example")];
        if (type == typeof(LifecycleWorkflowsException))
            return [new LifecycleWorkflowsException(ErrorCondition.PermissionDenied, "The cause.", "Its remedy.")];
        throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"No sample of {type} ({name})."));
    }

    /// <summary>A text says which parameter it stands for; some parameters have values of their own kind.</summary>
    private static object?[] Texts(string name) =>
        name switch
        {
            "id" => ["an id", ""],
            "ways" => ["-WorkflowId; -WorkflowId, -RunId", ""],
            "kind" => ["a task processing result", "an access package assignment request"],
            _ => [$"<{name}>"],
        };
}
