using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>Accepts a name, an ID, or an object with the ID in a property, including deserialized objects.</summary>
/// <param name="idProperty">The property that contains the ID.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameOrIdAttribute(string idProperty) : ArgumentTransformationAttribute
{
    /// <summary>The property that contains the ID.</summary>
    public string IdProperty => idProperty;

    /// <summary>
    /// The property of objects of other kinds that contains the object that is meant; null if there is none.
    /// </summary>
    public string? Holder { get; init; }

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
        ServiceOrigin? service = ObjectOrigin.Of(input);
        if (Holder is not null && input.Properties[Holder]?.Value is { } held and not string)
            input = PSObject.AsPSObject(held);
        if (Holder is not null && PathTemplate.Parameters.Any(name => input.Properties[name] is not null))
            return new InputProblem(
                $"the {idProperty} of this object isn't the ID of a user, and it doesn't contain one",
                $"Specify a user, such as the {Holder} property of a result that was read with"
                    + $" -ExpandProperty {Holder.ToLowerInvariant()}."
            ).On(new NameOrId(input.ToString()));
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
            Service = service,
        };
        return flaw is null || flaw == InputProblem.Empty
            ? found
            : new InputProblem(
                $"the {nameof(LifecycleResource.Deleted)} property of the object isn't valid: {flaw.Reason}",
                flaw.Remedy
            ).On(found);
    }
}
