using System.Text.Json;
using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>How the control surface reads and writes: as its documentation does, and nothing that it does not know.</summary>
internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new DurationConverter(),
            },
        };

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return IsoDuration.Parse(text ?? "")
                ?? throw ControlException.BadRequest($"'{text}' is no ISO 8601 duration such as -PT2H.");
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(IsoDuration.Format(value));
    }
}
