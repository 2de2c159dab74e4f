using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>An answer whose body is written later, while the tenant is still guarded.</summary>
internal sealed record GraphReply(int Status)
{
    public Action<Utf8JsonWriter>? Body { get; private init; }
    public string? PlainText { get; private init; }
    public string? Location { get; private init; }

    public static GraphReply NoContent { get; } = new(StatusCodes.Status204NoContent);

    public static GraphReply Json(Action<Utf8JsonWriter> body) => new(StatusCodes.Status200OK) { Body = body };

    public static GraphReply Text(string text) => new(StatusCodes.Status200OK) { PlainText = text };

    public static GraphReply Created(string location, Action<Utf8JsonWriter> body) =>
        new(StatusCodes.Status201Created) { Body = body, Location = location };
}
