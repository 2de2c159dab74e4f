namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// An evolvable enumeration: members behind unknownFutureValue are shown only to clients that ask for them.
/// </summary>
internal sealed class EnumType(string name, IReadOnlyList<string> members)
{
    private const string Sentinel = "unknownFutureValue";

    private readonly Dictionary<string, int> _order = members
        .Select((member, index) => (member, index))
        .ToDictionary(StringComparer.Ordinal);
    private readonly int _sentinel = members.ToList().IndexOf(Sentinel);

    public string Name { get; } = name;

    public IReadOnlyList<string> Members { get; } = members;

    public bool Contains(string member) => _order.ContainsKey(member);

    public int OrderOf(string? member) => member is null ? -1 : _order.GetValueOrDefault(member, int.MaxValue);

    public string Shown(string member, bool includeUnknown) =>
        includeUnknown || _sentinel < 0 || OrderOf(member) <= _sentinel ? member : Sentinel;
}
