using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>Validates the input before a cmdlet runs: an empty variable must not mean everything.</summary>
internal static class InputCheck
{
    private static readonly ConcurrentDictionary<
        Type,
        (string Name, ArgumentTransformationAttribute? Reader)[]
    > BoundByName = [];

    /// <summary>Throws if a value on the command line is empty or isn't valid.</summary>
    /// <param name="cmdlet">The type of the cmdlet.</param>
    /// <param name="typed">The parameters on the command line, with their values.</param>
    /// <exception cref="LifecycleWorkflowsException">A value is empty or isn't valid.</exception>
    public static void RequireTyped(Type cmdlet, IReadOnlyDictionary<string, object?> typed)
    {
        foreach ((string name, object? value) in typed)
        {
            // A common parameter isn't a property. PowerShell validates it.
            if (
                InputProblem.Of(value) is { } flaw
                && cmdlet.GetProperty(name) is { } parameter
                && (InputProblem.IsEmpty(value) || !MayHoldEmpty(parameter))
            )
                throw Errors.ParameterInvalid(name, flaw.Reason, flaw.Remedy);
        }
    }

    /// <summary>
    /// Throws if a property of the input object isn't valid. PowerShell silently ignores a property that it can't bind,
    /// such as a list for a single ID, and the remaining properties would select more than intended.
    /// </summary>
    /// <param name="cmdlet">The type of the cmdlet.</param>
    /// <param name="isTyped">
    /// Whether a parameter is on the command line, so that the property of the object isn't used.
    /// </param>
    /// <param name="piped">The input object; null if there is none.</param>
    /// <exception cref="LifecycleWorkflowsException">A property isn't valid.</exception>
    public static void RequirePiped(Type cmdlet, Func<string, bool> isTyped, PSObject? piped)
    {
        // The objects of this module are always valid.
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
                : InputProblem.Plain(value) is ICollection ? "it isn't a single value"
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
