using System.Management.Automation;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>Makes a call that goes wrong as small as it can be and still go wrong in the same way.</summary>
internal sealed class Shrinker(Judge judge)
{
    private const int MostTries = 150;

    private int _left;

    public (Call Call, Fault Fault) Shrink(Call call, Fault fault)
    {
        _left = MostTries;
        if (fault.Kind != Judge.Refused)
            call = call with { IsNatural = false };
        while (Next(call, fault) is { } smaller)
            (call, fault) = smaller;
        return (call, fault);
    }

    /// <summary>The first smaller call that goes wrong in the same way; null when there is none.</summary>
    private (Call Call, Fault Fault)? Next(Call call, Fault fault)
    {
        foreach (Call smaller in Smaller(call))
        {
            if (_left-- > 0 && judge.Try(smaller).Fault is { } found && found.Kind == fault.Kind)
                return (smaller, found);
        }
        return null;
    }

    private static IEnumerable<Call> Smaller(Call call)
    {
        if (call.Input is not null)
        {
            for (int index = 0; call.Input.Count > 1 && index < call.Input.Count; index++)
                yield return call with
                {
                    Input = Without(call.Input, index),
                };
            if (call.Input.Count == 1 && !call.IsNatural)
                yield return call with
                {
                    Input = null,
                };
        }
        for (int index = 0; index < call.Typed.Count; index++)
        {
            if (call.Typed[index].Name is not ("Connection" or "WhatIf" or "OperationStatus" or "Stage" or "Timeout"))
                yield return call with
                {
                    Typed = Without(call.Typed, index),
                };
        }
        // What must not be refused is refused for a reason when less of it is there.
        for (int index = 0; !call.IsNatural && call.Input is not null && index < call.Input.Count; index++)
        {
            foreach (PSObject smaller in Smaller(call, call.Input[index].Object))
            {
                Piped[] input = [.. call.Input.Take(index), new(smaller, "made"), .. call.Input.Skip(index + 1)];
                yield return call with
                {
                    Input = input,
                };
            }
        }
    }

    private static IEnumerable<PSObject> Smaller(Call call, object item)
    {
        PSObject whole = PSObject.AsPSObject(item);
        if (whole.BaseObject is string)
            yield break;
        string[] telling = [.. call.Cmdlet.IdNames, "Deleted", "ApiVersion"];
        string[] names =
        [
            .. whole
                .Properties.Select(property => property.Name)
                .Where(name => telling.Contains(name, StringComparer.OrdinalIgnoreCase)),
        ];
        if (whole.Properties.Count() > names.Length || whole.BaseObject is not PSCustomObject)
            yield return Only(whole, names);
        foreach (string name in names)
            yield return Only(whole, names.Where(each => each != name));
    }

    private static PSObject Only(PSObject whole, IEnumerable<string> names)
    {
        PSObject made = new();
        foreach (string name in names)
            made.Properties.Add(new PSNoteProperty(name, whole.Properties[name].Value));
        return made;
    }

    private static T[] Without<T>(IReadOnlyList<T> all, int index) => [.. all.Where((_, each) => each != index)];
}
