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
    private int _consistent;
    private int _consistentErrors;
    private int _contradictory;
    private int _contradictoryErrors;

    public int Calls { get; private set; }

    public int Natural { get; private set; }

    public int Faults => _kinds.Values.Sum();

    /// <summary>The share of errors among calls for which there is something, and that are not the natural ones.</summary>
    public double ErrorsOfConsistent => Share(_consistentErrors, _consistent);

    /// <summary>The cmdlets that gave, or would have answered, what was meant.</summary>
    public IReadOnlyCollection<Cmdlet> Useful => _useful;

    public void Count(Call call, Verdict verdict)
    {
        Calls++;
        if (verdict is { Fault: null, IsConsistent: true, HasErrors: false })
            _useful.Add(call.Cmdlet);
        if (call.IsNatural)
            Natural++;
        else if (verdict.IsConsistent)
            (_consistent, _consistentErrors) = (_consistent + 1, _consistentErrors + (verdict.HasErrors ? 1 : 0));
        else
            (_contradictory, _contradictoryErrors) = (_contradictory + 1, _contradictoryErrors + (verdict.HasErrors ? 1 : 0));
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
            $"{{{string.Join(' ', call.Cmdlet.IdNames.Where(name => Objects.Text(each.Object, name).Length > 0))}}}");
        _faults.TryAdd(
            $"{call.Cmdlet.Name}: {fault.Kind}: typed {string.Join(' ', typed)}, piped {string.Join(' ', piped)}",
            $"({place}){Environment.NewLine}{fault.Detail}");
    }

    public string Report()
    {
        StringBuilder text = new();
        foreach (((string cmdlet, string kind), int count) in _kinds.OrderByDescending(each => each.Value))
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,6}  {cmdlet}: {kind}");
        foreach ((string signature, string detail) in _faults)
            text.AppendLine().AppendLine(signature).AppendLine(detail);
        return text.ToString();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Calls} calls: {Natural} natural; {_consistent} others for which there is something, {ErrorsOfConsistent:P0} of them with errors; {_contradictory} for which there is nothing, {Share(_contradictoryErrors, _contradictory):P0} of them with errors; {Faults} faults
        """);

    private static double Share(int some, int all) => some / (double)Math.Max(1, all);
}
