using System.Management.Automation;
using System.Reflection;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>The parameters of all cmdlets. The stub's attributes keep nothing, so their metadata is read.</summary>
internal static class Parameters
{
    public static IEnumerable<Type> Cmdlets { get; } =
    [
        .. typeof(LwfCmdlet)
            .Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttributesData().Any(data => data.AttributeType == typeof(CmdletAttribute))),
    ];

    public static IEnumerable<PropertyInfo> Of(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => Data(property).Any());

    public static Type PlainType(this PropertyInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType;

    public static bool IsMandatory(this PropertyInfo parameter) => Says(parameter, "Mandatory");

    public static bool BindsByName(this PropertyInfo parameter) => Says(parameter, "ValueFromPipelineByPropertyName");

    /// <summary>What the shell's binding makes of a value before it converts it.</summary>
    public static object? Transform(this PropertyInfo parameter, object? value) =>
        parameter
            .GetCustomAttributes<ArgumentTransformationAttribute>()
            .Aggregate(value, (each, attribute) => attribute.Transform(null!, each!));

    private static IEnumerable<CustomAttributeData> Data(PropertyInfo parameter) =>
        parameter.GetCustomAttributesData().Where(data => data.AttributeType == typeof(ParameterAttribute));

    private static bool Says(PropertyInfo parameter, string name) =>
        Data(parameter)
            .Any(data =>
                data.NamedArguments.Any(argument =>
                    argument.MemberName == name && Equals(argument.TypedValue.Value, true)
                )
            );
}
