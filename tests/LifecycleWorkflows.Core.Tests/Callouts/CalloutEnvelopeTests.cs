using System.Text.Json;

namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutEnvelopeTests
{
    /// <summary>OBJECT stands for a callout, STRING for a string with its JSON, TWICE for one with such a string.</summary>
    [Theory]
    [InlineData("OBJECT", "")]
    [InlineData("""{"RequestBody":OBJECT}""", "WebhookData")]
    [InlineData("""{"requestbody":OBJECT,"hook":1}""", "WebhookData")]
    [InlineData("""{"RequestBody":STRING}""", "WebhookData, JSON string")]
    [InlineData("""{"RequestBody":TWICE}""", "WebhookData, JSON string, JSON string")]
    [InlineData("""{"WebhookName":"hook","RequestBody":OBJECT,"RequestHeader":{}}""", "WebhookData")]
    [InlineData("{WebhookName:hook,RequestBody:OBJECT,RequestHeader:{Connection:Keep-Alive,Host:x}}", "WebhookData")]
    [InlineData("{WebhookName:hook,RequestHeader:{Host:x},RequestBody:OBJECT}", "WebhookData")]
    [InlineData("{ webhookname:hook,requestbody: OBJECT}", "WebhookData")]
    [InlineData("{WebhookName:hook,RequestBody:STRING}", "WebhookData, JSON string")]
    public void The_layers_around_a_callout_are_opened_and_named(string text, string layers)
    {
        string filled = Fill(text);

        Assert.Equal(layers, string.Join(", ", CalloutEnvelope.Open(filled).Layers));
        Assert.Equal("x", CalloutReader.Read(filled).TaskProcessingResultId);
    }

    [Theory]
    [InlineData("""{"RequestBody":{"RequestBody":OBJECT}}""", "must contain")]
    [InlineData("""{"RequestBody":{"RequestBody":STRING}}""", "must contain")]
    [InlineData("""{WebhookName:hook,RequestBody:{"RequestBody":OBJECT}}""", "must contain")]
    [InlineData("STRING", "the outermost value must be an object, not a string")]
    public void A_layer_is_opened_once_and_a_string_only_inside_an_envelope(string text, string says) =>
        Assert.Contains(says, Refusal(Fill(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"RequestBody":null}""", "'RequestBody' is empty")]
    [InlineData("""{"RequestBody":5}""", "the outermost value must be an object, not a number")]
    [InlineData("""{"RequestBody":"\ud800"}""", "'RequestBody' isn't valid text")]
    [InlineData("""{"RequestBody":"x"}""", "isn't valid JSON, is truncated, or is nested too deeply (line 1, byte 1)")]
    [InlineData("{WebhookName:hook}", "'RequestBody' is missing")]
    [InlineData("{WebhookName:hook,RequestBody:x}", "'RequestBody' isn't valid JSON")]
    public void A_layer_without_a_callout_is_named(string text, string says) =>
        Assert.Contains(says, Refusal(text), StringComparison.Ordinal);

    [Fact]
    public void A_text_of_a_million_characters_is_read()
    {
        string text = SampleCallouts.Task.PadRight(1 << 20);

        Assert.Equal("x", CalloutReader.Read(text).TaskProcessingResultId);
    }

    [Fact]
    public void A_text_of_more_than_a_million_characters_is_refused()
    {
        string text = SampleCallouts.Task.PadRight((1 << 20) + 1);

        Assert.Contains("longer", Refusal(text), StringComparison.Ordinal);
    }

    private static string Fill(string text)
    {
        string once = JsonSerializer.Serialize("\uFEFF" + SampleCallouts.Task);
        return text.Replace("OBJECT", SampleCallouts.Task, StringComparison.Ordinal)
            .Replace("STRING", once, StringComparison.Ordinal)
            .Replace("TWICE", JsonSerializer.Serialize(once), StringComparison.Ordinal);
    }

    private static string Refusal(string text) =>
        Assert.Throws<LifecycleWorkflowsException>(() => CalloutReader.Read(text)).Message;
}
