using System.Text.Json;
using System.Xml;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>What entitlement management sends to a custom extension: flat, with capital letters.</summary>
internal static class StageCalloutBody
{
    private const string ConnectionTest = "CustomExtensionConnectionTest";
    private static readonly string[] OfRequestsOnly =
    [
        "RequestType",
        "State",
        "Status",
        "AccessPackage",
        "AccessPackageCatalog",
        "Assignment",
        "Requestor",
        "CallbackConfiguration",
    ];

    public static JsonElement Of(
        AssignmentRequest request,
        CalloutInstance instance,
        string catalogId,
        TimeSpan? callbackWithin
    ) =>
        CalloutJson.Object(writer =>
        {
            WriteHead(writer, request.Id, instance.Id, Capital(instance.Stage));
            writer.WriteString("RequestType", Capital(request.RequestType));
            WriteNoAnswers(writer);
            writer.WriteString("State", Capital(request.State));
            writer.WriteString("Status", request.Status);
            writer.WriteStartObject("AccessPackage");
            writer.WriteString("Id", request.AccessPackage.Id);
            writer.WriteString("DisplayName", request.AccessPackage.DisplayName);
            writer.WriteString("Description", request.AccessPackage.Description);
            writer.WriteEndObject();
            writer.WriteStartObject("AccessPackageCatalog");
            writer.WriteString("Id", catalogId);
            writer.WriteEndObject();
            writer.WriteStartObject("Assignment");
            writer.WriteString("Id", request.AssignmentId);
            WritePerson(writer, "Target", request.Requestor);
            writer.WriteEndObject();
            WritePerson(writer, "Requestor", request.Requestor);
            WriteCallbackConfiguration(writer, callbackWithin);
        });

    // Assumption: ids are zeros, since there is no request.
    public static JsonElement OfConnectionTest() =>
        CalloutJson.Object(writer =>
        {
            WriteHead(writer, Guid.Empty.ToString(), Guid.Empty.ToString(), ConnectionTest);
            WriteNoAnswers(writer);
            foreach (string absent in OfRequestsOnly)
                writer.WriteNull(absent);
        });

    private static void WriteHead(Utf8JsonWriter writer, string requestId, string instanceId, string stage)
    {
        writer.WriteString("AccessPackageAssignmentRequestId", requestId);
        writer.WriteString(
            "CallbackUriPath",
            $"/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/{Uri.EscapeDataString(requestId)}/resume"
        );
        writer.WriteString("CustomExtensionStageInstanceId", instanceId);
        writer.WriteString("Stage", stage);
    }

    private static void WriteNoAnswers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("Answers");
        writer.WriteEndArray();
    }

    private static void WritePerson(Utf8JsonWriter writer, string name, User user)
    {
        writer.WriteStartObject(name);
        writer.WriteString("Id", user.Id);
        writer.WriteString("ObjectId", user.Id);
        writer.WriteString("DisplayName", user.DisplayName);
        writer.WriteString("Email", user.Mail);
        writer.WriteString("PrincipalName", user.UserPrincipalName);
        writer.WriteEndObject();
    }

    private static void WriteCallbackConfiguration(Utf8JsonWriter writer, TimeSpan? callbackWithin)
    {
        if (callbackWithin is not TimeSpan timeout)
        {
            writer.WriteNull("CallbackConfiguration");
            return;
        }
        writer.WriteStartObject("CallbackConfiguration");
        writer.WriteString("DurationBeforeTimeout", XmlConvert.ToString(timeout));
        writer.WriteEndObject();
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
