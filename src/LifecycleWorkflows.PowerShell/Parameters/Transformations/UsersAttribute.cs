using System.Collections;
using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>Accepts users: user principal names, IDs, or objects, one or many.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UsersAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputProblem.IsEmpty(inputData))
            return null;
        IEnumerable<object?> items = InputProblem.Plain(inputData) is IList list ? list.Cast<object?>() : [inputData];
        List<NameOrId> users = [];
        foreach (object? item in items)
        {
            NameOrId? user = UserInput.Read(item, out InputProblem? flaw);
            if (user is null)
                return flaw!.On(new NameOrId[] { new("") });
            users.Add(user);
        }
        return users.ToArray();
    }
}
