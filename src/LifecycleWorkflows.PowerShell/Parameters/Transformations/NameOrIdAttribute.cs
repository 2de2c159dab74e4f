using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>Accepts a name, an ID, or an object with the ID in a property, including deserialized objects.</summary>
/// <param name="idProperty">The property that contains the ID.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameOrIdAttribute(string idProperty) : ArgumentTransformationAttribute
{
    /// <summary>The property that contains the ID.</summary>
    public string IdProperty => idProperty;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (!InputProblem.IsOne(inputData, out object? one))
            return new InputProblem(
                "it accepts only one name, ID, or object",
                "For several, pipe them to the cmdlet, or run the cmdlet for each."
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
                $"the {nameof(LifecycleResource.Deleted)} property of the object isn't valid: {flaw.Reason}",
                flaw.Remedy
            ).On(found);
    }
}
