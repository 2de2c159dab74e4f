using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Values as scripts have them, as JSON: texts, numbers, switches, times, lists, hashtables and custom objects.
/// </summary>
internal static class JsonConversion
{
    private const int DeepestLevel = 20;

    /// <summary>The value as JSON, or null for JSON's null.</summary>
    /// <exception cref="LifecycleWorkflowsException">It is something else, or refers to itself.</exception>
    public static JsonNode? Of(object? value, string parameter)
    {
        try
        {
            return Of(value, parameter, 0);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or ArgumentException
                        or InvalidOperationException
                        or FormatException
                        or RuntimeException
            )
        {
            throw Refused(parameter, "two of its members have the same name, or one cannot be read");
        }
    }

    private static JsonNode? Of(object? value, string parameter, int level)
    {
        if (level > DeepestLevel)
            throw Refused(parameter, "it is nested too deeply");
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
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
            double number when !double.IsFinite(number) => throw Refused(
                parameter,
                "it has a number that JSON does not know"
            ),
            float number when !float.IsFinite(number) => throw Refused(
                parameter,
                "it has a number that JSON does not know"
            ),
            IConvertible number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
            IDictionary pairs => new JsonObject(
                pairs.Cast<DictionaryEntry>().Select(pair => Member($"{pair.Key}", pair.Value, parameter, level))
            ),
            PSObject custom => new JsonObject(
                custom.Properties.Select(property => Member(property.Name, property.Value, parameter, level))
            ),
            IEnumerable items => new JsonArray([
                .. items.Cast<object?>().Select(item => Of(item, parameter, level + 1)),
            ]),
            _ => throw Refused(parameter, $"it has a value of type {plain.GetType().Name}"),
        };
    }

    private static KeyValuePair<string, JsonNode?> Member(string name, object? value, string parameter, int level) =>
        new(name, Of(value, parameter, level + 1));

    private static LifecycleWorkflowsException Refused(string parameter, string reason) =>
        Errors.ParameterInvalid(
            parameter,
            reason,
            "Use texts, numbers, switches, times, lists, hashtables and custom objects."
        );
}
