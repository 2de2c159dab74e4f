using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

internal sealed record CustomTaskExtension(string Id)
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public DateTime? CreatedDateTime { get; init; }
    public DateTime? LastModifiedDateTime { get; init; }
    public User? CreatedBy { get; init; }
    public User? LastModifiedBy { get; init; }
    public JsonElement? AuthenticationConfiguration { get; init; }
    public JsonElement? ClientConfiguration { get; init; }
    public JsonElement? EndpointConfiguration { get; init; }
    public JsonElement? CallbackConfiguration { get; init; }

    /// <summary>Who is called in place of the Logic App, unless the settings name somebody else.</summary>
    public Uri? CalloutEndpoint { get; init; }

    public required CalloutRules Rules { get; init; }

    /// <summary>Launch and wait: the task stays in progress until it is resumed.</summary>
    public bool WaitsForCallback => CallbackConfiguration is not null;
}
