using Microsoft.OData.Edm;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>
/// An evolvable enumeration: members behind unknownFutureValue are shown only to clients that ask for them.
/// </summary>
internal sealed class EnumType(IEdmEnumType type)
{
    private const string Sentinel = "unknownFutureValue";

    private readonly Dictionary<string, long> _values = type.Members.ToDictionary(
        member => member.Name,
        member => member.Value.Value,
        StringComparer.Ordinal
    );

    private readonly long _sentinel =
        type.Members.FirstOrDefault(member => member.Name == Sentinel)?.Value.Value ?? long.MaxValue;

    public string Name { get; } = type.FullTypeName();

    public IReadOnlyCollection<string> Members => _values.Keys;

    /// <summary>The members that a client can send.</summary>
    public IEnumerable<string> Sendable => Members.Where(member => member != Sentinel);

    public static EnumType Of(string name) => new((IEdmEnumType)ServiceModel.V1.FindType(name));

    public bool Contains(string member) => _values.ContainsKey(member);

    public long OrderOf(string? member) => member is null ? -1 : _values.GetValueOrDefault(member, long.MaxValue);

    public string Shown(string member, bool includeUnknown) =>
        includeUnknown || OrderOf(member) <= _sentinel ? member : Sentinel;
}
