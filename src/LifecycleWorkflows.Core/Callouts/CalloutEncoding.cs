using System.Text;

namespace LifecycleWorkflows;

/// <summary>Bytes of a file or a request as text: UTF-8 or UTF-16, with or without a byte order mark.</summary>
internal static class CalloutEncoding
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(false, false, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(true, false, throwOnInvalidBytes: true);

    /// <exception cref="LifecycleWorkflowsException">It is too long, or neither.</exception>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > CalloutJson.LongestText)
            throw Errors.CalloutInvalid("it is longer than a million characters");
        // JSON begins with a character of ASCII: where the zero stands tells the order of its two bytes.
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] or [not 0, 0, ..] => LittleEndian,
            [0xFE, 0xFF, ..] or [0, not 0, ..] => BigEndian,
            _ => Utf8,
        };
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Errors.CalloutInvalid("it is neither UTF-8 nor UTF-16");
        }
    }
}
