using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes a name, an id, or an object that has the id among its properties, deserialised ones included.
/// </summary>
/// <param name="idProperty">The property of an object that has the id.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameOrIdAttribute(string idProperty) : ArgumentTransformationAttribute
{
    /// <summary>The property of an object that has the id.</summary>
    public string IdProperty => idProperty;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (!InputProblem.IsOne(inputData, out object? one))
            return new InputProblem(
                "it takes one name, id or object",
                "For several, pipe them in or call it for each."
            ).On(new NameOrId(""));
        if (InputProblem.IsEmpty(one))
            return null;
        PSObject input = PSObject.AsPSObject(one);
        if (input.Properties[idProperty]?.Value?.ToString() is not { Length: > 0 } id)
            return input.BaseObject as NameOrId ?? new NameOrId(input.ToString());
        bool deleted = SwitchFromTextAttribute.Read(
            input.Properties[nameof(LifecycleResource.Deleted)]?.Value,
            out InputProblem? flaw
        );
        NameOrId found = new(id)
        {
            IsId = true,
            Deleted = deleted,
            Service = ObjectOrigin.Of(input),
        };
        return flaw is null || flaw == InputProblem.Empty
            ? found
            : new InputProblem(
                $"the {nameof(LifecycleResource.Deleted)} of the object that was given cannot be used: {flaw.Reason}",
                flaw.Remedy
            ).On(found);
    }
}
