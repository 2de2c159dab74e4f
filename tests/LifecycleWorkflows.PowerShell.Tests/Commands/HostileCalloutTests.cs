using System.Management.Automation;
using System.Text.Json;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>A callout comes from outside: no request may leave for a path that its ids do not justify.</summary>
public sealed class HostileCalloutTests
{
    private const string Result =
        "/v1.0/identityGovernance/lifecycleWorkflows/workflows/w-1/tasks/t-1/taskProcessingResults/r-1/resume";
    private const string Request = "/v1.0/identityGovernance/entitlementManagement/assignmentRequests/q-1/resume";

    public static TheoryData<string> Names() => [.. HostileCallouts.All.Keys];

    /// <summary>Those that a script could answer without looking: with a path that it can find.</summary>
    public static TheoryData<string> NamesWithPath() =>
        [.. HostileCallouts.All.Where(each => Parts(each.Value.Text) is not null).Select(each => each.Key)];

    [Fact]
    public void There_are_more_than_two_hundred_and_most_have_a_path()
    {
        Assert.InRange(HostileCallouts.All.Count, 201, int.MaxValue);
        Assert.InRange(NamesWithPath().Count, 201, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_by_name_and_the_error_says_which_part_is_wrong(string name)
    {
        (string text, string error, string says) = HostileCallouts.All[name];
        LifecycleWorkflowsException refusal = Assert.Throws<LifecycleWorkflowsException>(() =>
            CalloutReader.Read(text)
        );
        Assert.Equal(error, refusal.Condition.ToString());
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "canary",
            refusal.Message + refusal.RecommendedAction,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.DoesNotContain("evil", refusal.Message + refusal.RecommendedAction, StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string> Envelopes() => [.. Around.Select(each => each.Shape)];

    private static IEnumerable<CalloutShape> Around =>
        CalloutShape.Envelopes.Where(each =>
            !each.Text!.Contains("%REQUEST%", StringComparison.Ordinal) && each.Shape != "up to 10 layers"
        );

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void In_any_envelope_it_is_refused_by_the_same_name(string name)
    {
        CalloutShape shape = Around.Single(each => each.Shape == name);
        foreach ((string hostile, (string text, string error, _)) in HostileCallouts.All)
        {
            if (CanContain(shape, text))
                AssertRefused(hostile, shape.Fill(text), error);
        }
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void In_any_envelope_in_another_it_is_refused(string name)
    {
        CalloutShape inner = Around.Single(each => each.Shape == name);
        CalloutShape[] all = [.. Around.Where(each => each.IsForText)];
        foreach ((string hostile, (string text, _, _)) in HostileCallouts.All)
        {
            // One of them for each, so that it takes a second and not a minute.
            CalloutShape outer = all[hostile.Length % all.Length];
            if (CanContain(inner, text))
                AssertRefused(hostile, outer.Fill(inner.Fill(text)), error: null);
        }
    }

    private static void AssertRefused(string name, string text, string? error)
    {
        foreach (OpenedCallout opened in CalloutOpener.Open(text))
        {
            LifecycleWorkflowsException refusal = Assert.Throws<LifecycleWorkflowsException>(() =>
                CalloutReader.Read(opened, [])
            );
            string all = $"{refusal.Condition}: {refusal.Message} {refusal.RecommendedAction}";
            Assert.True(error is null || error == refusal.Condition.ToString(), $"{name}: {all}");
            Assert.DoesNotContain("canary", all, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("evil", all, StringComparison.OrdinalIgnoreCase);
        }
    }

    // The bytes of UTF-16 that was read as UTF-8 are UTF-16, and base64 is of bytes.
    private static bool CanContain(CalloutShape shape, string text) =>
        IsJson(text) || (shape.IsForText && !text.Contains('\0', StringComparison.Ordinal));

    private static bool IsJson(string text) => CalloutText.TryParse(text) is not null;

    public static TheoryData<string> OddNames() => [.. HostileCallouts.Odd.Keys];

    /// <summary>What only informs is of the wrong kind: the callout is read, and a note says so without the value.</summary>
    [Theory]
    [MemberData(nameof(OddNames))]
    public void What_only_informs_does_not_prevent_the_callback(string name)
    {
        (string text, string note) = HostileCallouts.Odd[name];
        List<string> notes = [];

        Callout callout = CalloutReader.Read(Assert.Single(CalloutOpener.Open(text)), notes);

        Assert.True(callout.TaskProcessingResultId == "r-1" || callout.AccessPackageAssignmentRequestId == "q-1");
        string all = string.Join('\n', notes);
        Assert.Contains(note, all, StringComparison.Ordinal);
        Assert.Equal(note.Length == 0, notes.Count == 0);
        Assert.DoesNotContain("canary", all, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same parts, bound to the parameters by a script that does not look at them first.</summary>
    [Theory]
    [MemberData(nameof(NamesWithPath))]
    public void Answered_without_a_look_it_leads_nowhere_else(string name)
    {
        Dictionary<string, string> parts = Parts(HostileCallouts.All[name].Text)!;
        FakeService service = new(() => FakeService.Status(204));
        RecordingPipeline task = new ResumeLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => Bind(cmdlet, parts)
        );
        RecordingPipeline request = new ResumeLwfAccessPackageAssignmentRequest
        {
            Connection = TestConnection.To(service),
        }.Run(null, cmdlet => Bind(cmdlet, parts));
        Assert.All(
            service.Requests,
            sent =>
                Assert.True(
                    sent.Uri.AbsolutePath is Result or Request && sent.Uri.Host == "graph.example",
                    sent.Uri.AbsoluteUri
                )
        );
        Assert.Equal(2, task.Errors.Count + request.Errors.Count + service.Requests.Count);
        if (HostileCallouts.All[name].Error == nameof(ErrorCondition.UnsafeLink))
            Assert.Empty(service.Requests);
    }

    private static Dictionary<string, string>? Parts(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            JsonElement data =
                root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out JsonElement inner)
                    ? inner
                    : root;
            Dictionary<string, string?> parts = new()
            {
                ["CallbackUriPath"] = At(data, "callbackUriPath") ?? At(data, "CallbackUriPath"),
                ["WorkflowId"] = At(data, "workflow", "id"),
                ["TaskId"] = At(data, "task", "id"),
                ["TaskProcessingResultId"] = At(data, "taskProcessingResult", "id"),
                ["VersionNumber"] = At(data, "workflow", "workflowVersion"),
                ["AccessPackageAssignmentId"] = At(data, "Assignment", "Id"),
                ["AccessPackageAssignmentRequestId"] = At(data, "AccessPackageAssignmentRequestId"),
                ["Stage"] = At(data, "Stage"),
                ["CustomExtensionStageInstanceId"] = At(data, "CustomExtensionStageInstanceId"),
            };
            return parts["CallbackUriPath"] is null
                ? null
                : parts.Where(part => part.Value is not null).ToDictionary(part => part.Key, part => part.Value!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? At(JsonElement element, params string[] path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }
        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }

    private static void Bind(LwfResumeCmdlet cmdlet, Dictionary<string, string> parts)
    {
        foreach ((string name, string value) in parts)
        {
            if (
                cmdlet.GetType().GetProperty(name) is { } property
                && property.GetCustomAttributesData().Any(data => data.AttributeType == typeof(ParameterAttribute))
            )
                property.SetValue(
                    cmdlet,
                    property.PropertyType == typeof(string) ? value
                        : int.TryParse(value, out int number) ? number
                        : null
                );
        }
    }
}
