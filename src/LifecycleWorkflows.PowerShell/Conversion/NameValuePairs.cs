using System.Collections;
using System.Text.Json;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>Dictionaries of any type, and the pairs in them.</summary>
internal static class NameValuePairs
{
    private const string NewtonsoftProperty = "Newtonsoft.Json.Linq.JProperty";

    /// <summary>The pairs in a dictionary; null if it's no dictionary.</summary>
    public static IEnumerable<KeyValuePair<string, object?>>? Of(object value)
    {
        if (value is IDictionary dictionary)
            return Enumerate(dictionary);
        if (value is IEnumerable items && Array.Exists(value.GetType().GetInterfaces(), IsListOfPairs))
            return items.Cast<object>().Select(pair => Find(pair)!.Value);
        return null;
    }

    /// <summary>One pair of a dictionary or an object; null if it's none.</summary>
    public static KeyValuePair<string, object?>? Find(object? value)
    {
        if (value is null)
            return null;
        if (value is DictionaryEntry entry)
            return new($"{entry.Key}", entry.Value);
        Type type = value.GetType();
        if (IsPair(type))
            return new($"{Property("Key")}", Property("Value"));
        if (type == typeof(JsonProperty) || type.FullName == NewtonsoftProperty)
            return new($"{Property("Name")}", Property("Value"));
        return null;

        object? Property(string name) => type.GetProperty(name)!.GetValue(value);
    }

    // Dictionary<,> is an IDictionary, but enumerates pairs of its own.
    private static IEnumerable<KeyValuePair<string, object?>> Enumerate(IDictionary dictionary)
    {
        IDictionaryEnumerator pairs = dictionary.GetEnumerator();
        while (pairs.MoveNext())
            yield return new($"{pairs.Key}", pairs.Value);
    }

    private static bool IsListOfPairs(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && IsPair(type.GetGenericArguments()[0]);

    private static bool IsPair(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
