using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Runtime.CompilerServices;
using System.Security;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>What is wrong with a value that was given for a parameter.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to give instead.</param>
internal sealed record InputProblem(string Reason, string Remedy)
{
    /// <summary>There is nothing in it: what a variable holds that was never set.</summary>
    public static readonly InputProblem Empty = new(
        "it is empty",
        "Give it a value. Perhaps a variable that was to hold one is not set."
    );

    private static readonly ConditionalWeakTable<object, InputProblem> Known = [];

    /// <summary>
    /// Lets something stand in for a value that cannot be used. The shell binds it and hands on this very object: were
    /// the value refused while it binds, the error would be the shell's, with a name that no script can rely on, and in
    /// the pipeline there would be none at all.
    /// </summary>
    [return: NotNullIfNotNull(nameof(standIn))]
    public object? On(object? standIn)
    {
        if (standIn is not null)
            Known.AddOrUpdate(standIn, this);
        return standIn;
    }

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public static InputProblem? Of(object? value) =>
        OfStandIn(value) ?? (IsEmpty(value) || Items(value).Any(IsEmpty) ? Empty : null);

    /// <summary>What is wrong with a value that another one stands in for.</summary>
    public static InputProblem? OfStandIn(object? value) =>
        value is not null && Known.TryGetValue(value, out InputProblem? flaw) ? flaw : null;

    /// <summary>Whether there is nothing in it at all.</summary>
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

    /// <summary>The value without what the shell wraps around it.</summary>
    public static object? Plain(object? value) =>
        value == AutomationNull.Value ? null
        : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value;

    /// <summary>The one value that was given; false when it is a list of several.</summary>
    public static bool IsOne(object? value, out object? one)
    {
        IList? items = Plain(value) as IList;
        one =
            items is null ? value
            : items.Count > 0 ? items[0]
            : null;
        return items is null or { Count: < 2 };
    }

    // Lists of numbers or bytes can hold nothing that is empty.
    private static IEnumerable<object?> Items(object? value) =>
        Plain(value) is ICollection and IEnumerable<object?> items and not IDictionary ? items : [];
}
