using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>
/// Looks at what was given before a cmdlet goes to work: a variable that is empty by mistake must not stand for
/// everything.
/// </summary>
internal static class InputCheck
{
    private static readonly ConcurrentDictionary<
        Type,
        (string Name, ArgumentTransformationAttribute? Reader)[]
    > BoundByName = [];

    /// <summary>Refuses what stands on the command line and is empty, or cannot be used.</summary>
    /// <param name="cmdlet">The cmdlet's type.</param>
    /// <param name="typed">The parameters that stand there, with their values.</param>
    /// <exception cref="LifecycleWorkflowsException">One of them is.</exception>
    public static void RequireTyped(Type cmdlet, IReadOnlyDictionary<string, object?> typed)
    {
        foreach ((string name, object? value) in typed)
        {
            // A parameter that all cmdlets have is no property, and the shell's business.
            if (
                InputProblem.Of(value) is { } flaw
                && cmdlet.GetProperty(name) is { } parameter
                && (InputProblem.IsEmpty(value) || !MayHoldEmpty(parameter))
            )
                throw Errors.ParameterInvalid(name, flaw.Reason, flaw.Remedy);
        }
    }

    /// <summary>
    /// Refuses an object of which a property cannot be used. The shell leaves out what it cannot bind, a list where
    /// there is one id for instance, and says nothing: what is left of the object would lead to more than was meant.
    /// </summary>
    /// <param name="cmdlet">The cmdlet's type.</param>
    /// <param name="isTyped">
    /// Whether a parameter stands on the command line, where the object's property does not count.
    /// </param>
    /// <param name="piped">What was piped in; null when nothing was.</param>
    /// <exception cref="LifecycleWorkflowsException">It has such a property.</exception>
    public static void RequirePiped(Type cmdlet, Func<string, bool> isTyped, PSObject? piped)
    {
        // Our own records have nothing that does not fit.
        if (piped?.BaseObject is not { } plain || plain.GetType().Assembly == typeof(Resource).Assembly)
            return;
        foreach (
            (string name, ArgumentTransformationAttribute? reader) in BoundByName.GetOrAdd(cmdlet, FindBoundByName)
        )
        {
            object? value = isTyped(name) ? null : piped.Properties[name]?.Value;
            if (InputProblem.IsEmpty(value))
                continue;
            string? reason =
                reader is not null ? InputProblem.OfStandIn(reader.Transform(null, value))?.Reason
                : InputProblem.Plain(value) is ICollection ? "it is no single value"
                : null;
            if (reason is not null)
                throw Errors.PropertyInvalid(name, reason);
        }
    }

    private static bool MayHoldEmpty(PropertyInfo parameter) =>
        parameter.GetCustomAttribute<MayHoldEmptyAttribute>() is not null;

    private static (string, ArgumentTransformationAttribute?)[] FindBoundByName(Type cmdlet) =>
        [
            .. from property in cmdlet.GetProperties()
            where
                property
                    .GetCustomAttributes<ParameterAttribute>()
                    .Any(parameter => parameter.ValueFromPipelineByPropertyName)
            select (property.Name, property.GetCustomAttribute<ArgumentTransformationAttribute>()),
        ];
}
