using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

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
        if (!Flaw.IsOne(inputData, out object? one))
            return new Flaw("it takes one name, id or object", "For several, pipe them in or call it for each.").On(
                new NameOrId("")
            );
        if (Flaw.IsEmpty(one))
            return null;
        PSObject input = PSObject.AsPSObject(one);
        if (input.Properties[idProperty]?.Value?.ToString() is not { Length: > 0 } id)
            return input.BaseObject as NameOrId ?? new NameOrId(input.ToString());
        bool deleted = SwitchFromTextAttribute.Read(
            input.Properties[nameof(LifecycleResource.Deleted)]?.Value,
            out Flaw? flaw
        );
        NameOrId found = new(id)
        {
            IsId = true,
            Deleted = deleted,
            Service = ObjectOrigin.Of(input),
        };
        return flaw is null || flaw == Flaw.Empty
            ? found
            : new Flaw(
                $"the {nameof(LifecycleResource.Deleted)} of the object that was given cannot be used: {flaw.Reason}",
                flaw.Remedy
            ).On(found);
    }
}
