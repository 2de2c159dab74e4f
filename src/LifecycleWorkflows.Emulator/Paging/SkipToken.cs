using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Paging;

/// <summary>A place in a list. Opaque on the wire; a token without a snapshot is a position in the live list.</summary>
internal readonly record struct SkipToken(string? Snapshot, int Offset)
{
    private const char Separator = '@';

    public string Encode() =>
        Base64Url.EncodeToString(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Snapshot}{Separator}{Offset}"))
        );

    public static SkipToken Decode(string text)
    {
        if (!Base64Url.IsValid(text))
            throw Invalid();
        string[] parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        if (
            parts.Length != 2
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
        )
            throw Invalid();
        return new(parts[0].Length == 0 ? null : parts[0], offset);
    }

    public static GraphException Invalid() => GraphException.BadRequest("The skip token is invalid or has expired.");
}
