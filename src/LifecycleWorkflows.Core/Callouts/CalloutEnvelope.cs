using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>What a service or tool puts around a callout that it passes on. Each kind is a row of a table.</summary>
/// <param name="Name">Its name in <see cref="CalloutLayers"/>.</param>
/// <param name="Contents">
/// The properties that can have the callout, as an object, a list, or text. The first one that isn't null is used.
/// </param>
internal sealed record CalloutEnvelope(string Name, params string[] Contents)
{
    /// <summary>If there are any, the object must have one of these properties, too.</summary>
    public string[] Marks { get; init; } = [];

    public static readonly CalloutEnvelope Webhook = new("WebhookData", CalloutMembers.RequestBody);

    private static readonly CalloutEnvelope Event = new("event", CalloutMembers.Data, CalloutMembers.DataBase64)
    {
        Marks = CalloutMembers.OfEvent,
    };

    private static readonly CalloutEnvelope[] Others =
    [
        new("content", CalloutMembers.EncodedContent),
        new("multipart content", CalloutMembers.Multipart),
        new("Service Bus message", CalloutMembers.ContentData),
        new("queue message", CalloutMembers.MessageText),
        new("body", CalloutMembers.Body, CalloutMembers.RawBody),
        new("run history", CalloutMembers.Outputs, CalloutMembers.Inputs),
        new("Parse JSON inputs", CalloutMembers.Content) { Marks = ["schema"] },
    ];

    // A property with one of these names isn't part of an envelope.
    private static readonly string[] MembersOfCallouts =
    [
        CalloutMembers.CallbackUriPath,
        CalloutMembers.Task,
        CalloutMembers.TaskProcessingResult,
        CalloutMembers.Workflow,
        .. CalloutMembers.OfRequest,
    ];

    /// <summary>The kind of envelope that an object is; null if it's none.</summary>
    public static CalloutEnvelope? Find(CalloutObject layer)
    {
        if (IsCallout(layer))
            return null;
        if (Webhook.Fits(layer))
            return Webhook;
        if (Event.Fits(layer) || IsAroundAnother(layer))
            return Event;
        return layer.Has(CalloutMembers.Data) ? null : Array.Find(Others, envelope => envelope.Fits(layer));
    }

    /// <exception cref="LifecycleWorkflowsException">There's none.</exception>
    public JsonElement ReadContent(CalloutObject layer)
    {
        foreach (string name in Contents)
        {
            if (layer.Find(name) is { } content)
                return content;
        }
        throw Errors.CalloutInvalid($"'{Array.Find(Contents, layer.Contains)}' is empty");
    }

    private bool Fits(CalloutObject layer) =>
        Contents.Any(layer.Contains) && (Marks.Length == 0 || Marks.Any(layer.Contains));

    /// <summary>Whether the data of an object is a callout that has data itself, or another envelope.</summary>
    private static bool IsAroundAnother(CalloutObject layer) =>
        layer.Find(CalloutMembers.Data) is { ValueKind: JsonValueKind.Object } data
        && CalloutObject.From(data, CalloutMembers.Data) is { } inner
        && !IsCallout(inner)
        && (inner.Has(CalloutMembers.Data) || Find(inner) is not null);

    private static bool IsCallout(CalloutObject layer) => MembersOfCallouts.Any(layer.Contains);
}
