using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// The members of a resource on the wire, one line each. Members that are not listed are kept as they came, in one
/// piece. Services write the members of a type in the same order each time, so the search begins behind the last hit.
/// </summary>
internal sealed class JsonMap<T>(Func<T> create) : IEnumerable<string>
    where T : GraphObject
{
    private readonly List<(byte[] Name, JsonMemberReader<T> Read)> _fields = [];

    public void Add(string name, JsonMemberReader<T> read) => _fields.Add((Encoding.UTF8.GetBytes(name), read));

    /// <summary>The names on the wire.</summary>
    /// <returns>In the order of the table.</returns>
    public IEnumerator<string> GetEnumerator() =>
        _fields.Select(field => Encoding.UTF8.GetString(field.Name)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads the object that the cursor stands on.</summary>
    public T Read(ref ResourceJsonReader json)
    {
        json.Expect(JsonTokenType.StartObject);
        T record = create();
        ArrayBufferWriter<byte>? unknown = null;
        int expected = 0;
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            int field = Find(in json, expected);
            if (field >= 0)
            {
                expected = field + 1;
                json.Read();
                _fields[field].Read(record, ref json);
            }
            else if (json.IsAnnotation)
            {
                json.SkipMember();
            }
            else
            {
                Keep(ref unknown, json.TakeMember());
            }
        }
        json.Expect(JsonTokenType.EndObject);
        if (unknown is not null)
        {
            unknown.Write("}"u8);
            record.UnknownMembers = unknown.WrittenSpan.ToArray();
        }
        return record;
    }

    /// <summary>Reads the object that the cursor stands on, or null.</summary>
    public T? ReadOptional(ref ResourceJsonReader json) => json.IsNull ? null : Read(ref json);

    private int Find(in ResourceJsonReader json, int expected)
    {
        for (int i = expected; i < expected + _fields.Count; i++)
        {
            int candidate = i < _fields.Count ? i : i - _fields.Count;
            if (json.NameIs(_fields[candidate].Name))
                return candidate;
        }
        return -1;
    }

    private static void Keep(ref ArrayBufferWriter<byte>? unknown, ReadOnlySpan<byte> member)
    {
        if (unknown is null)
            (unknown = new()).Write("{"u8);
        else
            unknown.Write(","u8);
        unknown.Write(member);
    }
}
