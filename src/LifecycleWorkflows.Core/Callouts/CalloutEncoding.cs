using System.Text;

namespace LifecycleWorkflows;

/// <summary>Bytes of a file or a request as text: UTF-8 or UTF-16, with or without a byte order mark.</summary>
internal static class CalloutEncoding
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(false, false, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(true, false, throwOnInvalidBytes: true);

    /// <exception cref="LifecycleWorkflowsException">It's too long, or in another encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > CalloutText.MaxLength)
            throw Errors.CalloutInvalid("it's longer than a million characters");
        try
        {
            return Detect(bytes).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Errors.CalloutInvalid("its encoding is neither UTF-8 nor UTF-16");
        }
    }

    /// <summary>The text; null if the bytes aren't text in one of these encodings.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Decode(bytes);
        }
        catch (LifecycleWorkflowsException)
        {
            return null;
        }
    }

    // JSON begins with an ASCII character, so the position of the zero byte shows the byte order of UTF-16.
    private static Encoding Detect(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, ..] or [not 0, 0, ..] => LittleEndian,
            [0xFE, 0xFF, ..] or [0, not 0, ..] => BigEndian,
            _ => Utf8,
        };
}
