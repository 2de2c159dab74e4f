using System.Text;

namespace LifecycleWorkflows.Tests;

/// <summary>Spoils texts, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "0.1",
            "\"\"",
            "[]",
            "{}",
            "[[[[",
            "{\"a\":",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\u202E\"",
            ",",
            ":",
            "\"",
            "\\",
            "}",
            "]",
            "\uFEFF",
            "\"9999-12-31T23:59:59Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"id\":null,",
            "\"value\":[],",
            "\"@odata.nextLink\":\"https://elsewhere.example/\",",
            "..",
            "/",
            "%2f",
            "http://",
            "\"id\":{\"id\":[]},",
            "\"body\":{},",
            "\"data\":\"{}\",",
            "\"RequestBody\":",
            "\"specversion\":\"1.0\",",
            "[123,125]",
            "e30=",
            "\u001E",
            "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3, 0x28],
        [0xFF],
        [0x00],
        [0xED, 0xA0, 0x80],
        Encoding.Unicode.GetBytes("{}"),
        Encoding.UTF8.GetBytes(new string('[', 100)),
        Encoding.UTF8.GetBytes(new string('9', 400)),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Spoils a text once or a few times.</summary>
    public byte[] Spoil(byte[] text)
    {
        List<byte> bytes = [.. text];
        for (int i = _random.Next(1, 5); i > 0; i--)
            SpoilOnce(bytes);
        return [.. bytes];
    }

    private void SpoilOnce(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count + 1);
        int length = Math.Min(_random.Next(1, 20), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.InsertRange(at, Odd[_random.Next(Odd.Length)]);
                break;
            case 2 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 3 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            default:
                ReplaceValue(bytes, at);
                break;
        }
    }

    /// <summary>
    /// Puts something odd in the place of a whole value: grammar that holds, and a shape that does not, gets further
    /// than noise.
    /// </summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        int colon = bytes.IndexOf((byte)':', Math.Min(from, Math.Max(0, bytes.Count - 1)));
        int end = colon < 0 ? -1 : bytes.FindIndex(colon, each => each is (byte)',' or (byte)'}');
        if (end < 0)
            return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Odd[_random.Next(Odd.Length)]);
    }
}
