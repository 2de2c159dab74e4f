using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Runtime.CompilerServices;
using System.Security;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>The reason why a value of a parameter isn't valid.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Remedy">The recommended action.</param>
internal sealed record InputProblem(string Reason, string Remedy)
{
    /// <summary>The value is empty, such as a variable that was never set.</summary>
    public static readonly InputProblem Empty = new(
        "it's empty",
        "Specify a value. Check whether a variable isn't set."
    );

    private static readonly ConditionalWeakTable<object, InputProblem> Known = [];

    /// <summary>
    /// Replaces a value that isn't valid with a placeholder, which PowerShell binds and passes on. If binding failed
    /// instead, the error would be PowerShell's, without a stable error ID, and for pipeline input there would be no
    /// error at all.
    /// </summary>
    [return: NotNullIfNotNull(nameof(standIn))]
    public object? On(object? standIn)
    {
        if (standIn is not null)
            Known.AddOrUpdate(standIn, this);
        return standIn;
    }

    /// <summary>Returns why a value isn't valid; null if it's valid.</summary>
    public static InputProblem? Of(object? value) =>
        OfStandIn(value) ?? (IsEmpty(value) || Items(value).Any(IsEmpty) ? Empty : null);

    /// <summary>Returns why the value that a placeholder replaces isn't valid.</summary>
    public static InputProblem? OfStandIn(object? value) =>
        value is not null && Known.TryGetValue(value, out InputProblem? flaw) ? flaw : null;

    /// <summary>Whether a value is empty.</summary>
    public static bool IsEmpty(object? value) =>
        Plain(value) switch
        {
            null or DBNull => true,
            string text => string.IsNullOrWhiteSpace(text),
            NameOrId name => string.IsNullOrWhiteSpace(name.Text),
            Uri uri => string.IsNullOrWhiteSpace(uri.OriginalString),
            SecureString secret => secret.Length == 0,
            PSCredential credential => string.IsNullOrWhiteSpace(credential.UserName) || IsEmpty(credential.Password),
            ICollection items => items.Count == 0,
            _ => false,
        };

    /// <summary>Returns the value without the PSObject around it.</summary>
    public static object? Plain(object? value) =>
        value == AutomationNull.Value ? null
        : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value;

    /// <summary>Returns the single value; false if it's a list of several values.</summary>
    public static bool IsOne(object? value, out object? one)
    {
        IList? items = Plain(value) as IList;
        one =
            items is null ? value
            : items.Count > 0 ? items[0]
            : null;
        return items is null or { Count: < 2 };
    }

    // Lists of numbers or bytes can't contain empty items.
    private static IEnumerable<object?> Items(object? value) =>
        Plain(value) is ICollection and IEnumerable<object?> items and not IDictionary ? items : [];
}
