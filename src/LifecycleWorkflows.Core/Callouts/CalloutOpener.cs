using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// Removes all layers around the callouts in a text: envelopes, lists, and encodings. What isn't a callout is an error
/// about that part, and the other parts are read.
/// </summary>
internal sealed class CalloutOpener
{
    private const string StringLayer = "JSON string";
    private const string Base64Layer = "base64";
    private const string BytesLayer = "bytes";
    private const string ListLayer = "list";

    /// <summary>More callouts than fit into one text.</summary>
    private const int MaxCount = 10000;

    private readonly List<OpenedCallout> _found = [];

    private CalloutOpener() { }

    /// <summary>The callouts in a text, in order; at least one, which can have an error.</summary>
    public static IReadOnlyList<OpenedCallout> Open(string text) => Open(text, CalloutLayers.None, layer: null);

    private static List<OpenedCallout> Open(string text, CalloutLayers layers, string? layer)
    {
        CalloutOpener opener = new();
        opener.OpenText(text, layers, layer);
        return opener._found;
    }

    /// <param name="text">JSON, several JSON values, WebhookData without quotation marks, or base64 of one of these.</param>
    /// <param name="layers">What was around the text.</param>
    /// <param name="layer">What the text is, unless it's base64.</param>
    private void OpenText(string text, CalloutLayers layers, string? layer) =>
        Try(
            text,
            layers,
            () =>
            {
                string trimmed = CalloutText.Trim(text);
                if (CalloutBase64.Decode(trimmed) is { } decoded)
                {
                    OpenText(decoded, layers.Add(Base64Layer), layer: null);
                    return;
                }
                OpenPlainText(trimmed, layer is null ? layers : layers.Add(layer));
            }
        );

    private void OpenPlainText(string text, CalloutLayers layers) =>
        Try(
            text,
            layers,
            () =>
            {
                if (CalloutText.TryParse(text) is { } value)
                {
                    OpenValue(value, layers);
                    return;
                }
                IReadOnlyList<string> parts = CalloutTexts.Split(text);
                bool areComplete = parts.Count > 1 && parts.All(CalloutTexts.IsComplete);
                if (!areComplete && WebhookText.FindBody(text) is { } body)
                    OpenValue(body, layers.Add(CalloutEnvelope.Webhook.Name));
                else if (parts.Count > 1)
                    OpenParts(parts, layers);
                else
                    CalloutText.Parse(text);
            }
        );

    private void OpenParts(IReadOnlyList<string> texts, CalloutLayers layers)
    {
        ThrowIfTooMany(texts.Count);
        foreach (string text in texts)
            OpenText(text, layers, ListLayer);
    }

    private void OpenValue(JsonElement value, CalloutLayers layers) =>
        Try(
            value.GetRawText(),
            layers,
            () =>
            {
                switch (value.ValueKind)
                {
                    case JsonValueKind.String:
                        OpenText(Decode(value), layers, StringLayer);
                        break;
                    case JsonValueKind.Array when FindBytes(value) is { } bytes:
                        OpenText(CalloutEncoding.Decode(bytes), layers.Add(BytesLayer), layer: null);
                        break;
                    case JsonValueKind.Array:
                        OpenList(value, layers.Add(ListLayer));
                        break;
                    default:
                        OpenObject(value, layers);
                        break;
                }
            }
        );

    private void OpenList(JsonElement list, CalloutLayers layers)
    {
        if (list.GetArrayLength() == 0)
            throw Errors.CalloutInvalid("it's an empty array");
        ThrowIfTooMany(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
            OpenValue(item, layers);
    }

    private void OpenObject(JsonElement value, CalloutLayers layers)
    {
        CalloutObject content = CalloutObject.From(value);
        if (CalloutEnvelope.Find(content) is { } envelope)
        {
            OpenValue(envelope.ReadContent(content), layers.Add(envelope.Name));
            return;
        }
        OpenedCallout opened = new(layers) { Text = value.GetRawText(), Content = value };
        switch (content.Find(CalloutMembers.Data))
        {
            case { ValueKind: JsonValueKind.String } data:
                OpenData(Decode(data), StringLayer, opened);
                break;
            case { ValueKind: JsonValueKind.Array } data when FindBytes(data) is { } bytes:
                OpenData(CalloutEncoding.Decode(bytes), BytesLayer, opened);
                break;
            default:
                _found.Add(opened);
                break;
        }
    }

    /// <summary>Opens the data of a callout that has it as text, or an event that has a callout as text.</summary>
    private void OpenData(string text, string layer, OpenedCallout opened)
    {
        foreach (OpenedCallout inner in Open(text, opened.Layers, layer))
        {
            bool isData = inner.Error is null && !CalloutObject.From(inner.Content).Has(CalloutMembers.Data);
            _found.Add(isData ? opened with { Data = inner.Content } : inner);
        }
    }

    private static void ThrowIfTooMany(int count)
    {
        if (count > MaxCount)
            throw Errors.CalloutInvalid($"it has more than {MaxCount} parts");
    }

    private static byte[]? FindBytes(JsonElement list)
    {
        List<byte> bytes = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetByte(out byte value))
                return null;
            bytes.Add(value);
        }
        return bytes.Count == 0 ? null : [.. bytes];
    }

    private static string Decode(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Errors.CalloutInvalid("it isn't valid text");
        }
    }

    private void Try(string text, CalloutLayers layers, Action open)
    {
        try
        {
            open();
        }
        catch (LifecycleWorkflowsException exception)
        {
            _found.Add(new(layers) { Text = text, Error = layers.Explain(exception) });
        }
    }
}
