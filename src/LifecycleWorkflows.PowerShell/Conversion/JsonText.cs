using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>The values with which .NET libraries represent JSON.</summary>
internal static class JsonText
{
    private const string NewtonsoftJson = "Newtonsoft.Json.Linq";
    private const string BinaryData = "System.BinaryData";

    /// <summary>The JSON of such a value; null if it's something else.</summary>
    public static string? Find(object value) =>
        value switch
        {
            JsonElement { ValueKind: JsonValueKind.Undefined } => "null",
            JsonElement element => element.GetRawText(),
            JsonDocument document => document.RootElement.GetRawText(),
            JsonNode node => node.ToJsonString(),
            _ when value.GetType().FullName == BinaryData => JsonSerializer.Serialize(value.ToString()),
            _ when value.GetType().Namespace == NewtonsoftJson => FindNewtonsoft(value),
            _ => null,
        };

    // The module doesn't reference this library. Scripts have the one of PowerShell.
    private static string? FindNewtonsoft(object token) =>
        token.GetType().Name switch
        {
            "JObject" or "JArray" => token.ToString(),
            "JValue" => JsonConversion
                .ToNode(token.GetType().GetProperty("Value")!.GetValue(token), nameof(token))
                ?.ToJsonString()
                ?? "null",
            _ => null,
        };
}
