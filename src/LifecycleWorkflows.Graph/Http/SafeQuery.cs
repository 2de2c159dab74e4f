using System.Text.RegularExpressions;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>The query of an address as it may be shown: quoted values can be names, and tokens say nothing.</summary>
internal static partial class SafeQuery
{
    private static readonly string[] Shown = ["$filter", "$orderby", "$expand", "$select", "$top", "$count", "$skip"];

    public static string Of(Uri address) => address.Query.Length < 2
        ? ""
        : "?" + string.Join('&', address.Query[1..].Split('&').Select(Uri.UnescapeDataString).Select(Option));

    private static string Option(string option)
    {
        string name = option.Split('=')[0];
        return Shown.Contains(name)
            ? Quoted().Replace(option, literal => ProcessingStatus.Find(literal.Value.Trim('\'')) is null ? "'…'" : literal.Value)
            : $"{name}=…";
    }

    [GeneratedRegex("'(?:[^']|'')*'?")]
    private static partial Regex Quoted();
}
