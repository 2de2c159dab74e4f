using System.Diagnostics;
using System.Globalization;

namespace LifecycleWorkflows.Oracle.Tests;

/// <summary>
/// Cmdlets in PowerShell's own engine, called with whatever can be typed and piped, against tenants at random. What
/// comes out, or would be sent, is what an oracle says that looks at all items of the tenant; or there is a named
/// error, and nothing that does not belong.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private const int CallsOfTenant = 250;

    /// <summary>Refusing everything would be no solution.</summary>
    private const double MostErrors = 0.5;

    [Fact]
    public async Task What_comes_out_is_what_the_tenant_has()
    {
        Say($"{Seed.Text}, LWF_ORACLE={Seed.Calls}");
        Tally tally = new();
        Stopwatch watch = Stopwatch.StartNew();
        for (int number = 0; tally.Calls < Seed.Calls; number++)
            await TryAsync(number, Math.Min(CallsOfTenant, Seed.Calls - tally.Calls), tally);
        Say(string.Create(CultureInfo.InvariantCulture, $"{tally} in {watch.Elapsed.TotalSeconds:0} s"));

        Assert.True(tally.Faults == 0, $"{Seed.Text}{Environment.NewLine}{tally.Report()}");
        Assert.True(tally.ErrorsOfConsistent < MostErrors, $"{Seed.Text}: {tally}");
        if (tally.Calls >= 1_000)
            Assert.Equal(Cmdlet.All.Select(each => each.Name).Order(), tally.Useful.Select(each => each.Name).Order());
    }

    [Fact]
    public async Task What_a_cmdlet_gave_leads_on_in_every_form()
    {
        await using World world = await World.MakeAsync(Seed.Value);
        Tally tally = new();
        foreach ((Kind source, Cmdlet[] cmdlets) in Maker.Ways)
        {
            foreach (Cmdlet cmdlet in cmdlets)
            {
                Typed[] typed = [.. Maker.Always(cmdlet), new("Connection", world.Connection)];
                foreach ((object record, Item item) in world.Pool.Of(source))
                {
                    for (int form = 0; form < Pool.Forms && !Maker.IsAwaitedForLong(cmdlet, item); form++)
                    {
                        Call call = new(cmdlet, typed, [world.Pool.As(record, form)], IsNatural: true);
                        Judge(world, call, tally, item.ToString());
                    }
                }
            }
        }
        Say(tally.ToString());
        Assert.True(tally.Faults == 0, $"{Seed.Text}{Environment.NewLine}{tally.Report()}");
    }

    [Fact]
    public async Task Waiting_for_what_does_not_end_gives_up_by_name_and_gives_the_others()
    {
        await using World world = await World.MakeAsync(Seed.Value);
        (object Record, Item Item)[] results = [.. world.Pool.Of(Kind.TaskResult)];
        object waiting = results.First(each => each.Item.Status == "inProgress").Record;
        object ended = results.First(each => each.Item.HasEnded).Record;
        Piped[] input = [new(Objects.Csv(waiting), "from CSV:"), new(ended, "record")];
        Outcome outcome = world.Shell.Run(Compose(world, Cmdlet.Wait, [], input));
        Assert.Equal(Objects.Text(ended, "Id"), Objects.Text(Assert.Single(outcome.Outputs), "Id"));
        Assert.StartsWith("WaitTimeout", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_tenant_gave_is_refused_by_name_and_reaches_nobody()
    {
        await using World world = await World.MakeAsync(Seed.Value);
        Pool abroad = new(world.Shell, world.Abroad.Tenant, world.ConnectionAbroad);
        string[] names = [world.Home.Address.Authority, world.Abroad.Address.Authority];
        foreach ((Kind source, Cmdlet[] cmdlets) in Maker.Ways)
        {
            foreach (Cmdlet cmdlet in cmdlets)
            {
                foreach ((object record, _) in abroad.Of(source))
                {
                    for (int form = 0; form < Pool.Forms; form++)
                        AssertRefused(world, Compose(world, cmdlet, [], abroad.As(record, form)), names);
                }
            }
        }
    }

    [Fact]
    public async Task What_another_tenant_of_the_same_service_gave_is_refused_by_name()
    {
        await using World world = await World.MakeAsync(Seed.Value);
        object same = world.Shell.Connect(world.Home, World.AbroadId);
        Pool abroad = new(world.Shell, world.Home.Tenant, same);
        string[] names = [World.HomeId, World.AbroadId];
        foreach ((Kind source, Cmdlet[] cmdlets) in Maker.Ways)
        {
            foreach (Cmdlet cmdlet in cmdlets)
            {
                object record = abroad.Of(source)[0].Record;
                for (int form = 0; form < Pool.Forms; form++)
                    AssertRefused(world, Compose(world, cmdlet, [], abroad.As(record, form)), names);
            }
        }
    }

    [Fact]
    public async Task An_object_of_another_tenant_does_not_keep_the_others_back()
    {
        await using World world = await World.MakeAsync(Seed.Value);
        Pool abroad = new(world.Shell, world.Abroad.Tenant, world.ConnectionAbroad);
        for (int form = 0; form < Pool.Forms; form++)
        {
            (object record, Item run) = world.Pool.Of(Kind.Run)[0];
            Piped foreign = abroad.As(abroad.Of(Kind.Run)[0].Record, form);
            Piped own = world.Pool.As(record, form);
            Outcome outcome = world.Shell.Run(Compose(world, Cmdlet.Runs, [], foreign, own));
            Assert.Equal(run.Id, Objects.Text(Assert.Single(outcome.Outputs), "Id"));
            Assert.Single(outcome.Errors);
        }
    }

    [Theory]
    [InlineData("Workflow")]
    [InlineData("Task")]
    public async Task An_object_of_another_tenant_that_is_typed_is_refused_too(string parameter)
    {
        await using World world = await World.MakeAsync(Seed.Value);
        Pool abroad = new(world.Shell, world.Abroad.Tenant, world.ConnectionAbroad);
        string[] names = [world.Home.Address.Authority, world.Abroad.Address.Authority];
        (object Record, Item Item) named = abroad
            .Of(Enum.Parse<Kind>(parameter))
            .First(each => each.Item is { Deleted: false, IsPresent: true } && each.Item.Ids.ContainsKey(Ids.Workflow));
        for (int form = 0; form < Pool.Forms; form++)
        {
            List<Typed> typed = [new(parameter, abroad.As(named.Record, form).Object)];
            if (parameter == "Task")
                typed.Add(new(Ids.Workflow, named.Item.Ids[Ids.Workflow]));
            AssertRefused(world, Compose(world, Cmdlet.Results, typed), names);
        }
    }

    private static async Task TryAsync(int number, int calls, Tally tally)
    {
        await using World world = await World.MakeAsync(Seed.Value, number);
        for (int index = 0; index < calls; index++)
        {
            // Each call has numbers of its own, so that one that is made differently changes no other.
            Random random = new(unchecked((Seed.Value * 31) + (number * 1_000_003) + index));
            Call call = new Maker(random, world.Home.Tenant, world.Pool).Next();
            call = call with { Typed = [.. call.Typed, new("Connection", world.Connection)] };
            Judge(world, call, tally, $"tenant {number}, call {index}");
        }
    }

    private static void Judge(World world, Call call, Tally tally, string place)
    {
        Verdict verdict = world.Judge.Try(call);
        tally.Count(call, verdict);
        if (verdict.Fault is not { } fault || !tally.IsNew(call, fault))
            return;
        (Call smaller, Fault same) = new Shrinker(world.Judge).Shrink(call, fault);
        tally.Add(place, smaller, same);
    }

    private static Call Compose(World world, Cmdlet cmdlet, IEnumerable<Typed> typed, params Piped[] input) =>
        new(
            cmdlet,
            [.. Maker.Always(cmdlet), .. typed, new("Connection", world.Connection)],
            input.Length == 0 ? null : input,
            IsNatural: false
        );

    /// <summary>Nothing comes out or is asked for, and there is one error, which names both places.</summary>
    private static void AssertRefused(World world, Call call, string[] names)
    {
        world.Home.Requests.Take();
        world.Abroad.Requests.Take();
        Outcome outcome = world.Shell.Run(call);
        string[] requests = [.. world.Home.Requests.Take(), .. world.Abroad.Requests.Take()];
        LifecycleWorkflowsException? refusal = outcome.AllErrors.ToArray() is [var error]
            ? error.Exception as LifecycleWorkflowsException
            : null;
        string told = $"{refusal?.Message} {refusal?.RecommendedAction}";
        Assert.True(
            outcome.Outputs.Count + outcome.WhatIfs.Count + requests.Length == 0
                && refusal?.Condition == ErrorCondition.InvalidRequest
                && names.All(name => told.Contains(name, StringComparison.Ordinal)),
            string.Join(Environment.NewLine, [Seed.Text, call, outcome, .. requests])
        );
    }

    private void Say(string text)
    {
        output.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
    }
}
