using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>
/// Azure Automation's $WebhookData as a runbook of PowerShell 7 can receive it: a text that looks like JSON, but has no
/// quotation marks around names, webhook name and headers. The body in it is what was posted.
/// </summary>
internal static class AutomationWebhookData
{
    private const string Start = "WebhookName:";
    private const string Contents = "RequestBody:";

    /// <summary>The body; null when the text is not of this kind.</summary>
    /// <exception cref="LifecycleWorkflowsException">It has no body, or one that is no JSON.</exception>
    public static JsonElement? Body(string text, int deepestLevel)
    {
        if (!text.StartsWith('{') || !text.AsSpan(1).TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase))
            return null;
        int body = text.IndexOf(Contents, StringComparison.OrdinalIgnoreCase);
        if (body < 0)
            throw Errors.CalloutInvalid("'RequestBody' is missing");
        try
        {
            // Behind the body come headers, which are no JSON: the reader stops before them.
            Utf8JsonReader json = new(
                Encoding.UTF8.GetBytes(text[(body + Contents.Length)..]),
                new JsonReaderOptions { MaxDepth = deepestLevel }
            );
            return JsonElement.ParseValue(ref json);
        }
        catch (JsonException)
        {
            throw Errors.CalloutInvalid("'RequestBody' is no JSON, or cut short, or nested too deeply");
        }
    }
}
