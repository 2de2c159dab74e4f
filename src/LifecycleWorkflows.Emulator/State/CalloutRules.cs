using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>How an extension is called, and how long its answer may take.</summary>
/// <param name="AnswerWithin">How long the called one has to take the callout.</param>
/// <param name="MaximumRetries">How often a callout that was not taken is sent again.</param>
/// <param name="CallbackWithin">How long what was called has to answer; null is without end.</param>
internal sealed record CalloutRules(TimeSpan AnswerWithin, int MaximumRetries, TimeSpan? CallbackWithin)
{
    private const int DefaultTimeoutInMilliseconds = 1000;
    private const int DefaultMaximumRetries = 1;
    private static readonly TimeSpan LongestCallback = TimeSpan.FromDays(366);

    /// <summary>Reads Graph's customExtensionClientConfiguration and customExtensionCallbackConfiguration.</summary>
    public static CalloutRules Of(JsonElement? client, JsonElement? callback) =>
        new(
            TimeSpan.FromMilliseconds(Number(client, "timeoutInMilliseconds", 1) ?? DefaultTimeoutInMilliseconds),
            Number(client, "maximumRetries", 0) ?? DefaultMaximumRetries,
            Find(callback, "timeoutDuration") is JsonElement duration ? Duration(duration) : null
        );

    private static int? Number(JsonElement? configuration, string property, int minimum)
    {
        if (Find(configuration, property) is not JsonElement value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= minimum)
            return number;
        throw new SeedException($"'{property}' must be a number from {minimum} on, not {value.GetRawText()}.");
    }

    private static TimeSpan Duration(JsonElement value) =>
        ParseCallback(value.ToString())
        ?? throw new SeedException(
            $"'timeoutDuration' must be an ISO 8601 duration such as PT1H, not {value.GetRawText()}."
        );

    /// <summary>
    /// How long an answer may take, from an ISO 8601 duration; null if it is none, or makes no sense.
    /// </summary>
    public static TimeSpan? ParseCallback(string text) =>
        IsoDuration.Parse(text) is TimeSpan duration && duration > TimeSpan.Zero && duration <= LongestCallback
            ? duration
            : null;

    private static JsonElement? Find(JsonElement? configuration, string property) =>
        configuration is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(property, out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
