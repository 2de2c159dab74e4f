using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Values as scripts have them, as JSON: strings, numbers, Boolean values, dates, arrays, hashtables, and custom
/// objects.
/// </summary>
internal static class JsonConversion
{
    private const int MaxDepth = 20;

    /// <summary>The value as JSON; null for the null of JSON.</summary>
    /// <exception cref="LifecycleWorkflowsException">It's something else, or refers to itself.</exception>
    public static JsonNode? ToNode(object? value, string parameter)
    {
        try
        {
            return Convert(value, parameter, level: 0);
        }
        catch (Exception exception) when (IsConversionError(exception))
        {
            throw NotSupported(parameter, "two of its properties have the same name, or a property can't be read");
        }
    }

    private static bool IsConversionError(Exception exception) =>
        exception
            is JsonException
                or ArgumentException
                or InvalidOperationException
                or FormatException
                or RuntimeException;

    private static JsonNode? Convert(object? value, string parameter, int level)
    {
        if (level > MaxDepth)
            throw NotSupported(parameter, "it's nested too deeply");
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
            Enum or char or Uri => JsonValue.Create(plain.ToString()),
            IConvertible number => ConvertNumber(number, parameter),
            IDictionary pairs => new JsonObject(pairs.Cast<DictionaryEntry>().Select(ConvertPair)),
            PSObject custom => new JsonObject(custom.Properties.Select(ConvertProperty)),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ConvertInner)]),
            _ => throw NotSupported(parameter, $"it has a value of type {plain.GetType().Name}"),
        };

        JsonNode? ConvertInner(object? inner) => Convert(inner, parameter, level + 1);

        KeyValuePair<string, JsonNode?> ConvertPair(DictionaryEntry pair) =>
            new($"{pair.Key}", ConvertInner(pair.Value));

        KeyValuePair<string, JsonNode?> ConvertProperty(PSPropertyInfo property) =>
            new(property.Name, ConvertInner(property.Value));
    }

    private static JsonNode? ConvertNumber(IConvertible number, string parameter)
    {
        bool isFinite = number switch
        {
            double real => double.IsFinite(real),
            float real => float.IsFinite(real),
            _ => true,
        };
        if (!isFinite)
            throw NotSupported(parameter, "it has a number that JSON doesn't support");
        return JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));
    }

    private static LifecycleWorkflowsException NotSupported(string parameter, string reason) =>
        Errors.ParameterInvalid(
            parameter,
            reason,
            "Use strings, numbers, Boolean values, dates, arrays, hashtables, and custom objects."
        );
}
