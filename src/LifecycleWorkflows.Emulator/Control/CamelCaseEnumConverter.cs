using System.Text.Json;
using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>
/// Writes the members of an enumeration as the documentation does, and reads them in any letter case.
/// </summary>
internal sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
