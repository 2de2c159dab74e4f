using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>Reads callouts of both kinds, with or without an envelope around them.</summary>
internal static class CalloutReader
{
    /// <summary>Reads the one callout in a text.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// It isn't a callout that can be resumed, its path isn't one of the service, or there are several.
    /// </exception>
    public static Callout Read(string text)
    {
        IReadOnlyList<OpenedCallout> opened = CalloutOpener.Open(text);
        if (opened.Count > 1)
            throw Errors.CalloutInvalid("it contains several callouts");
        return Read(opened[0], notes: []);
    }

    /// <summary>Reads one callout.</summary>
    /// <param name="opened">The callout.</param>
    /// <param name="notes">Gets what was odd and ignored, without personal data.</param>
    /// <exception cref="LifecycleWorkflowsException">
    /// It isn't a callout that can be resumed, or its path isn't one of the service.
    /// </exception>
    public static Callout Read(OpenedCallout opened, List<string> notes)
    {
        if (opened.Error is not null)
            throw opened.Error;
        try
        {
            CalloutObject callout = CalloutObject.From(opened.Content, notes: notes);
            return Read(callout, FindData(callout, opened.Data));
        }
        catch (LifecycleWorkflowsException exception)
        {
            throw opened.Layers.Explain(exception);
        }
    }

    private static Callout Read(CalloutObject callout, CalloutObject data)
    {
        bool isTask = CalloutMembers.OfTask.Any(data.Has);
        bool isRequest = CalloutMembers.OfRequest.Any(data.Has);
        ThrowIfKindUnclear(data, isTask, isRequest);
        if (RequestCalloutReader.IsConnectionTest(data))
            return RequestCalloutReader.ReadConnectionTest(callout, data);
        CallbackPath? path = ReadPath(data);
        ThrowIfOtherKind(path, data, isTask, isRequest);
        if (isTask || path is { IsAssignmentRequest: false })
            return TaskCalloutReader.Read(callout, data, path);
        return RequestCalloutReader.Read(callout, data, path);
    }

    private static CalloutObject FindData(CalloutObject callout, JsonElement? opened)
    {
        CalloutObject? data = opened is null
            ? callout.Object(CalloutMembers.Data)
            : CalloutObject.From(opened.Value, callout.PathOf(CalloutMembers.Data), callout.Notes);
        if (data is null)
            return callout;
        string[] members = [.. CalloutMembers.OfTask, .. CalloutMembers.OfRequest, CalloutMembers.CallbackUriPath];
        string? misplaced = Array.Find(members, callout.Has);
        if (misplaced is not null)
            throw Errors.CalloutInvalid($"'{misplaced}' must be inside '{CalloutMembers.Data}', not next to it");
        return data;
    }

    private static void ThrowIfKindUnclear(CalloutObject data, bool isTask, bool isRequest)
    {
        if (isTask && isRequest)
            throw Errors.CalloutInvalid(
                "it has properties of a task and properties of an access package assignment request"
            );
        if (isTask || isRequest || data.Has(CalloutMembers.CallbackUriPath))
            return;
        string result = data.PathOf(CalloutMembers.TaskProcessingResult);
        string request = data.PathOf(CalloutMembers.AccessPackageAssignmentRequestId);
        string path = data.PathOf(CalloutMembers.CallbackUriPath);
        throw Errors.CalloutInvalid($"it must contain '{result}', '{request}', or '{path}', but {data.Describe()}");
    }

    private static CallbackPath? ReadPath(CalloutObject data)
    {
        string? path = data.Text(CalloutMembers.CallbackUriPath);
        return string.IsNullOrEmpty(path) ? null : CallbackPath.Parse(path);
    }

    private static void ThrowIfOtherKind(CallbackPath? path, CalloutObject data, bool isTask, bool isRequest)
    {
        if (path is null)
            return;
        bool isOther = path.IsAssignmentRequest ? isTask : isRequest;
        if (!isOther)
            return;
        string member = data.PathOf(CalloutMembers.CallbackUriPath);
        throw Errors.CalloutInvalid($"'{member}' is for another kind of callout than the other properties");
    }
}
