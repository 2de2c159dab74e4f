using System.Globalization;
using System.Text;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>How many calls there were of which kind, and what went wrong.</summary>
internal sealed class Tally
{
    /// <summary>Making a call small takes many calls, and the third of a kind tells little that is new.</summary>
    private const int ShrunkOfKind = 3;

    private readonly Dictionary<(string Cmdlet, string Kind), int> _kinds = [];
    private readonly SortedDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<Cmdlet> _useful = [];
    private (int All, int Errors) _consistent;
    private (int All, int Errors) _contradictory;

    public int Calls { get; private set; }

    public int Natural { get; private set; }

    public int Faults => _kinds.Values.Sum();

    /// <summary>The share of errors among the calls for which there is something, the natural ones aside.</summary>
    public double ErrorsOfConsistent => Share(_consistent);

    /// <summary>The cmdlets that gave, or would have answered, what was meant.</summary>
    public IReadOnlyCollection<Cmdlet> Useful => _useful;

    public void Count(Call call, Verdict verdict)
    {
        Calls++;
        if (verdict is { Fault: null, IsConsistent: true, HasErrors: false })
            _useful.Add(call.Cmdlet);
        int errors = verdict.HasErrors ? 1 : 0;
        if (call.IsNatural)
            Natural++;
        else if (verdict.IsConsistent)
            _consistent = (_consistent.All + 1, _consistent.Errors + errors);
        else
            _contradictory = (_contradictory.All + 1, _contradictory.Errors + errors);
    }

    /// <summary>Counts a fault, and says whether it is worth a closer look.</summary>
    public bool IsNew(Call call, Fault fault)
    {
        (string, string) kind = (call.Cmdlet.Name, fault.Kind);
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        return _kinds[kind] <= ShrunkOfKind;
    }

    public void Add(string place, Call call, Fault fault)
    {
        IEnumerable<string> typed = call.Typed.Where(each => each.Name != "Connection").Select(each => "-" + each.Name);
        IEnumerable<string> piped = (call.Input ?? []).Select(each =>
            $"{{{string.Join(' ', call.Cmdlet.IdNames.Where(name => Objects.Text(each.Object, name).Length > 0))}}}"
        );
        _faults.TryAdd(
            $"{call.Cmdlet.Name}: {fault.Kind}: typed {string.Join(' ', typed)}, piped {string.Join(' ', piped)}",
            $"({place}){Environment.NewLine}{fault.Detail}"
        );
    }

    public string Report()
    {
        StringBuilder text = new();
        foreach (((string cmdlet, string kind), int count) in _kinds.OrderByDescending(each => each.Value))
            text.AppendLine(CultureInfo.InvariantCulture, $"{count, 6}  {cmdlet}: {kind}");
        foreach ((string signature, string detail) in _faults)
            text.AppendLine().AppendLine(signature).AppendLine(detail);
        return text.ToString();
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Calls} calls: {Natural} natural; {_consistent.All} others for which there is something, "
                + $"{Share(_consistent):P0} of them with errors; {_contradictory.All} for which there is nothing, "
                + $"{Share(_contradictory):P0} of them with errors; {Faults} faults"
        );

    private static double Share((int All, int Errors) calls) => calls.Errors / (double)Math.Max(1, calls.All);
}
