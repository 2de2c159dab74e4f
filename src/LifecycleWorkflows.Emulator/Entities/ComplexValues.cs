using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>How complex values are written.</summary>
internal static class ComplexValues
{
    public static void Write(Utf8JsonWriter writer, JsonElement? value)
    {
        if (value is JsonElement element)
            element.WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<KeyValue> arguments)
    {
        writer.WriteStartArray();
        foreach (KeyValue argument in arguments)
        {
            writer.WriteStartObject();
            writer.WriteString("name", argument.Name);
            writer.WriteString("value", argument.Value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<TaskParameter> parameters)
    {
        writer.WriteStartArray();
        foreach (TaskParameter parameter in parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteStartArray("values");
            foreach (string value in parameter.Values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
            writer.WriteString("valueType", parameter.ValueType);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<CalloutInstance> instances)
    {
        writer.WriteStartArray();
        foreach (CalloutInstance instance in instances)
        {
            writer.WriteStartObject();
            writer.WriteString("customExtensionId", instance.CustomExtensionId);
            writer.WriteString("detail", instance.Detail);
            writer.WriteString("externalCorrelationId", instance.ExternalCorrelationId);
            writer.WriteString("id", instance.Id);
            writer.WriteString("status", instance.Status);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void WriteEmptyArray(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    public static void WriteEmailSettings(Utf8JsonWriter writer, LifecycleSettings settings)
    {
        writer.WriteStartObject();
        writer.WriteString("senderDomain", settings.SenderDomain);
        writer.WriteBoolean("useCompanyBranding", settings.UseCompanyBranding);
        writer.WriteEndObject();
    }

    /// <summary>A workflow or a version without a quarantine configuration of its own.</summary>
    public static void WriteWorkflowSettings(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNull("quarantineConfiguration");
        writer.WriteEndObject();
    }

    public static void WriteNotQuarantined(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNull("quarantinedDateTime");
        writer.WriteNull("quarantineReason");
        writer.WriteString("quarantineType", "notQuarantined");
        writer.WriteEndObject();
    }
}
