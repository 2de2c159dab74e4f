using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Values as scripts have them, as JSON: strings, numbers, Boolean values, dates, bytes as base64, lists, dictionaries,
/// custom objects, and JSON values of .NET.
/// </summary>
/// <param name="parameter">The parameter that errors name.</param>
internal class JsonConversion(string parameter)
{
    private const int MaxDepth = 20;

    /// <summary>The value as JSON; null for the null of JSON.</summary>
    /// <exception cref="LifecycleWorkflowsException">It's something else, or refers to itself.</exception>
    public static JsonNode? ToNode(object? value, string parameter) => new JsonConversion(parameter).ToNode(value);

    /// <inheritdoc cref="ToNode(object?, string)"/>
    public JsonNode? ToNode(object? value)
    {
        try
        {
            return Convert(value, level: 0);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw NotSupported("two of its properties have the same name, or a property can't be read");
        }
    }

    /// <summary>
    /// Whether an exception is about the value. What a property, a list, or a dictionary of a script throws can be of
    /// any type.
    /// </summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is not (LifecycleWorkflowsException or PipelineStoppedException or OperationCanceledException);

    /// <summary>A value that isn't one of those that JSON has.</summary>
    protected virtual JsonNode? ConvertOther(object value, int level) =>
        throw NotSupported($"it has a value of type {value.GetType().Name}");

    /// <summary>The value of a property of an object, or of a name in a dictionary.</summary>
    protected virtual JsonNode? ConvertMember(Func<object?> read, int level) => Convert(read(), level);

    /// <param name="value">The value.</param>
    /// <param name="level">The number of objects and lists around it.</param>
    protected JsonNode? Convert(object? value, int level)
    {
        if (level > MaxDepth)
            throw NotSupported("it's nested too deeply");
        object? plain = InputProblem.Plain(value);
        return plain switch
        {
            null or DBNull => null,
            string text => JsonValue.Create(text),
            bool isOn => JsonValue.Create(isOn),
            SwitchParameter isOn => JsonValue.Create(isOn.IsPresent),
            DateTime time => JsonValue.Create(time),
            DateTimeOffset time => JsonValue.Create(time),
            Guid id => JsonValue.Create(id),
            Enum or char or Uri or StringBuilder => JsonValue.Create(plain.ToString()),
            IEnumerable<byte> bytes => JsonValue.Create(System.Convert.ToBase64String(bytes.ToArray())),
            _ when JsonText.Find(plain) is { } json => JsonNode.Parse(json),
            IConvertible number => ConvertNumber(number),
            _ when NameValuePairs.Of(plain) is { } pairs => new JsonObject(pairs.Select(ConvertPair)),
            PSObject custom => new JsonObject(custom.Properties.Select(ConvertProperty)),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ConvertInner)]),
            _ => ConvertOther(plain, level),
        };

        JsonNode? ConvertInner(object? inner) => Convert(inner, level + 1);

        KeyValuePair<string, JsonNode?> ConvertPair(KeyValuePair<string, object?> pair) =>
            new(pair.Key, ConvertMember(() => pair.Value, level + 1));

        KeyValuePair<string, JsonNode?> ConvertProperty(PSPropertyInfo property) =>
            new(property.Name, ConvertMember(() => property.Value, level + 1));
    }

    private JsonNode? ConvertNumber(IConvertible number)
    {
        bool isFinite = number switch
        {
            double real => double.IsFinite(real),
            float real => float.IsFinite(real),
            _ => true,
        };
        if (!isFinite)
            throw NotSupported("it has a number that JSON doesn't support");
        return JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));
    }

    private LifecycleWorkflowsException NotSupported(string reason) =>
        Errors.ParameterInvalid(
            parameter,
            reason,
            "Use strings, numbers, Boolean values, dates, arrays, hashtables, and custom objects."
        );
}
