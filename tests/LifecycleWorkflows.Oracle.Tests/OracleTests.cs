using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>
/// Cmdlets in PowerShell's own engine, called with whatever can be typed and piped, against tenants at random. What comes out, or would be sent,
/// is what an oracle says that looks at all items of the tenant; or there is a named error, and nothing that does not belong.
/// LWF_SEED repeats a run, LWF_ORACLE says how many calls; LWF_STRESS=1 makes many.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private const int Usual = 5_000;
    private const int Many = 100_000;
    private const int CallsOfTenant = 250;
    private const int MostFaults = 40;
    private const string Home = "11111111-1111-4111-8111-111111111111";
    private const string Abroad = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public async Task What_comes_out_is_what_the_tenant_has()
    {
        int seed = Number("LWF_SEED") ?? Random.Shared.Next(1_000_000);
        int calls = Number("LWF_ORACLE") ?? (Environment.GetEnvironmentVariable("LWF_STRESS") == "1" ? Many : Usual);
        Say($"LWF_SEED={seed}, LWF_ORACLE={calls}");
        Tally tally = new();
        Stopwatch watch = Stopwatch.StartNew();
        for (int number = 0; tally.Calls < calls && tally.Faults.Count < MostFaults; number++)
            await TryAsync(seed, number, Math.Min(CallsOfTenant, calls - tally.Calls), tally);
        Say(string.Create(CultureInfo.InvariantCulture, $"{tally} in {watch.Elapsed.TotalSeconds:0} s"));
        Assert.True(tally.Faults.Count == 0, $"LWF_SEED={seed}{Environment.NewLine}{tally.Report()}");
        Assert.True(tally.ErrorsOfConsistent <= 0.5, $"LWF_SEED={seed}: {tally}");
    }

    private static async Task TryAsync(int seed, int number, int calls, Tally tally)
    {
        (Tenant tenant, Tenant twin) = Tenant.Make(unchecked((seed * 1_009) + (number * 3)));
        await using Service service = await Service.StartAsync(tenant, TestContext.Current.CancellationToken);
        await using Service other = await Service.StartAsync(twin, TestContext.Current.CancellationToken);
        using Shell shell = new();
        object connection = shell.Connect(service, Home);
        // The default connection leads to the tenant that has the same ids: nothing may ever be asked there.
        shell.Connect(other, Abroad);
        Pool pool = new(shell, tenant, connection);
        Judge judge = new(shell, service, other.Requests);
        Shrinker shrinker = new(judge);
        for (int index = 0; index < calls; index++)
        {
            Maker maker = new(new Random(unchecked((seed * 31) + (number * 1_000_003) + index)), tenant, pool);
            Call call = maker.Next();
            call = call with { Typed = [.. call.Typed, new("Connection", connection)] };
            Verdict verdict = judge.Try(call);
            tally.Count(call, verdict);
            if (verdict.Fault is { } fault && tally.IsNew(call, fault))
            {
                (Call smaller, Fault same) = shrinker.Shrink(call, fault);
                tally.Add(number, index, smaller, same);
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private void Say(string text)
    {
        output.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
    }

    /// <summary>How many calls there were of which kind, and what went wrong.</summary>
    private sealed class Tally
    {
        private const int ShrunkOfKind = 3;

        private readonly Dictionary<(string, string), int> _kinds = [];
        private int _natural;
        private int _consistent;
        private int _consistentErrors;
        private int _contradictory;
        private int _contradictoryErrors;

        public int Calls { get; private set; }

        public SortedDictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

        /// <summary>The share of errors among calls for which there is something, and that are not the natural ones.</summary>
        public double ErrorsOfConsistent => _consistentErrors / (double)Math.Max(1, _consistent);

        public void Count(Call call, Verdict verdict)
        {
            Calls++;
            if (call.IsNatural)
                _natural++;
            else if (verdict.IsConsistent)
                (_consistent, _consistentErrors) = (_consistent + 1, _consistentErrors + (verdict.HasErrors ? 1 : 0));
            else
                (_contradictory, _contradictoryErrors) = (_contradictory + 1, _contradictoryErrors + (verdict.HasErrors ? 1 : 0));
        }

        public bool IsNew(Call call, Fault fault)
        {
            (string, string) kind = (call.Cmdlet.Name, fault.Kind);
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            return _kinds[kind] <= ShrunkOfKind;
        }

        public void Add(int tenant, int index, Call call, Fault fault)
        {
            IEnumerable<string> typed = call.Typed.Where(each => each.Name != "Connection").Select(each => "-" + each.Name);
            IEnumerable<string> piped = (call.Input ?? []).Select(each => $"{{{string.Join(' ', call.Cmdlet.IdNames.Where(name => Objects.Text(each.Object, name).Length > 0))}}}");
            Faults.TryAdd(
                $"{call.Cmdlet.Name}: {fault.Kind}: typed {string.Join(' ', typed)}, piped {string.Join(' ', piped)}",
                $"(tenant {tenant}, call {index}){Environment.NewLine}{fault.Detail}");
        }

        public string Report()
        {
            StringBuilder text = new();
            foreach (((string cmdlet, string kind), int count) in _kinds.OrderByDescending(each => each.Value))
                text.AppendLine(CultureInfo.InvariantCulture, $"{count,6}  {cmdlet}: {kind}");
            foreach ((string signature, string detail) in Faults)
                text.AppendLine().AppendLine(signature).AppendLine(detail);
            return text.ToString();
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Calls} calls: {_natural} natural; {_consistent} others for which there is something, {Share(_consistentErrors, _consistent)} with errors; {_contradictory} for which there is nothing, {Share(_contradictoryErrors, _contradictory)} with errors; {_kinds.Values.Sum()} faults");

        private static string Share(int some, int all) => (some / (double)Math.Max(1, all)).ToString("P0", CultureInfo.InvariantCulture);
    }
}
