using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>The body of a resume: source, type, and the data that says how it went.</summary>
internal readonly struct CallbackBody
{
    private readonly JsonElement _data;

    private CallbackBody(JsonElement data) => _data = data;

    /// <summary>The type that the data claims to be, without the leading hash; null if it claims none.</summary>
    private string? ODataType => Text("@odata.type")?.TrimStart('#');

    public static CallbackBody Read(GraphRequest request)
    {
        JsonElement body = request.ReadBody();
        CheckText(body, "source");
        CheckText(body, "type");
        if (body.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object)
            return new(data);
        throw GraphException.BadRequest("The parameter 'data' is required and must be an object.");
    }

    public string? Text(string property)
    {
        if (!_data.TryGetProperty(property, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw WrongType(property);
    }

    public void RequireType(string expected, bool mayBeMissing)
    {
        if (ODataType is null ? !mayBeMissing : ODataType != expected)
            throw GraphException.BadRequest(
                $"The parameter 'data' must be of type '#{expected}'; found '{ODataType ?? "no type"}'."
            );
    }

    private static void CheckText(JsonElement body, string property)
    {
        if (
            body.TryGetProperty(property, out JsonElement value)
            && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)
        )
            throw WrongType(property);
    }

    private static GraphException WrongType(string property) =>
        GraphException.BadRequest($"The value of '{property}' must be a string.");
}
