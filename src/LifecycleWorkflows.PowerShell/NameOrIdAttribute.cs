using System.Collections;
using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>Takes a name, an id, or an object that has the id among its properties, deserialised ones included.</summary>
/// <param name="idProperty">The property of an object that has the id.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameOrIdAttribute(string idProperty) : ArgumentTransformationAttribute
{
    /// <summary>The property of an object that has the id.</summary>
    public string IdProperty => idProperty;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList { Count: > 1 })
            throw new ArgumentTransformationMetadataException("It takes one name, id or object. For several, pipe them in or call it for each.");
        PSObject? input = inputData is null ? null : PSObject.AsPSObject(inputData);
        return input?.Properties[idProperty]?.Value?.ToString() is { Length: > 0 } id
            ? new NameOrId(id) { IsId = true, Deleted = LanguagePrimitives.IsTrue(input.Properties[nameof(LifecycleResource.Deleted)]?.Value) }
            : input?.BaseObject is NameOrId or null ? input?.BaseObject : new NameOrId(input.ToString());
    }
}
