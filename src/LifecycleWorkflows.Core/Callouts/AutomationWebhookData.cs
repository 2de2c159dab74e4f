using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// $WebhookData of Azure Automation, as a PowerShell 7 runbook can receive it: text that looks like JSON, but has no
/// quotation marks around the names, the webhook name, and the headers. The request body in it is JSON.
/// </summary>
internal static class AutomationWebhookData
{
    private const string Start = "WebhookName:";
    private const string BodyStart = CalloutMembers.RequestBody + ":";

    /// <summary>The request body; null if the text isn't of this kind.</summary>
    /// <exception cref="LifecycleWorkflowsException">It has no body, or the body isn't JSON.</exception>
    public static JsonElement? FindBody(string text)
    {
        if (!text.StartsWith('{') || !text.AsSpan(1).TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase))
            return null;
        int start = text.IndexOf(BodyStart, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            throw Errors.CalloutInvalid($"'{CalloutMembers.RequestBody}' is missing");
        try
        {
            // The headers behind the body aren't JSON: ParseValue stops before them.
            byte[] json = Encoding.UTF8.GetBytes(text[(start + BodyStart.Length)..]);
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = CalloutText.MaxDepth });
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw Errors.CalloutInvalid(
                $"'{CalloutMembers.RequestBody}' isn't valid JSON, is truncated, or is nested too deeply"
            );
        }
    }
}
