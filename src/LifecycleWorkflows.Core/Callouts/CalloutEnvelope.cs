using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// What a service or tool puts around a callout that it passes on. Each kind is a row of a table, and each is opened at
/// most once.
/// </summary>
/// <param name="Name">Its name in <see cref="OpenedCallout.Layers"/>.</param>
/// <param name="Content">The property with the callout, as an object or as a string that contains JSON.</param>
internal sealed record CalloutEnvelope(string Name, string Content)
{
    /// <summary>The name of a layer that is a string with JSON in it.</summary>
    public const string StringLayer = "JSON string";

    private static readonly CalloutEnvelope Webhook = new("WebhookData", CalloutMembers.RequestBody);

    private static readonly CalloutEnvelope[] Known = [Webhook];

    /// <summary>Removes all layers around a callout.</summary>
    /// <exception cref="LifecycleWorkflowsException">The text isn't JSON, or a layer contains no object.</exception>
    public static OpenedCallout Open(string text)
    {
        List<CalloutEnvelope> opened = [];
        List<string> layers = [];
        CalloutObject layer = CalloutObject.From(ReadText(text, opened, layers));
        while (Find(layer, except: opened) is { } envelope)
        {
            opened.Add(envelope);
            layers.Add(envelope.Name);
            JsonElement content = envelope.ReadContent(layer);
            layer = CalloutObject.From(envelope.ReadStrings(content, layers));
        }
        return new(layer, layers);
    }

    private static JsonElement ReadText(string text, List<CalloutEnvelope> opened, List<string> layers)
    {
        if (text.Length > CalloutText.MaxLength)
            throw Errors.CalloutInvalid("it's longer than a million characters");
        string json = CalloutText.TrimByteOrderMark(text).Trim();
        if (json.Length == 0)
            throw Errors.CalloutInvalid("it's empty");
        JsonElement? body = AutomationWebhookData.FindBody(json);
        if (body is null)
            return CalloutText.Parse(json);
        opened.Add(Webhook);
        layers.Add(Webhook.Name);
        return Webhook.ReadStrings(body.Value, layers);
    }

    private static CalloutEnvelope? Find(CalloutObject layer, List<CalloutEnvelope> except) =>
        Array.Find(Known, envelope => layer.Contains(envelope.Content) && !except.Contains(envelope));

    private JsonElement ReadContent(CalloutObject layer)
    {
        if (layer.Find(Content) is not { } content)
            throw Errors.CalloutInvalid($"'{Content}' is empty");
        return content;
    }

    private JsonElement ReadStrings(JsonElement content, List<string> layers)
    {
        while (content.ValueKind == JsonValueKind.String)
        {
            layers.Add(StringLayer);
            content = CalloutText.Parse(CalloutText.TrimByteOrderMark(Decode(content)));
        }
        return content;
    }

    private string Decode(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid($"'{Content}' isn't valid text");
        }
    }
}
