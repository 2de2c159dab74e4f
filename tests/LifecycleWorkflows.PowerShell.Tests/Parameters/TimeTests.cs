using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>Points in time and lengths of time, as people and objects have them.</summary>
public sealed class TimeTests
{
    /// <summary>What reads each time parameter of each cmdlet.</summary>
    private static readonly (string Parameter, DateOrAgeAttribute? Reader)[] All =
    [
        .. from cmdlet in Parameters.Cmdlets
        from parameter in Parameters.Of(cmdlet)
        where parameter.PlainType() == typeof(DateTimeOffset)
        select (
            $"{cmdlet.Name} -{parameter.Name}",
            parameter.GetCustomAttributes<ArgumentTransformationAttribute>().Single() as DateOrAgeAttribute
        ),
    ];

    private static readonly DateTime Day = new(2024, 5, 1);

    /// <summary>What may be written, and what it means.</summary>
    private static readonly (object Input, DateTimeOffset Expected)[] Written =
    [
        ("2024-05-01", new(Day)),
        ("2024-05-01 13:30", new(Day.AddHours(13.5))),
        ("2024-05-01T13:30", new(Day.AddHours(13.5))),
        ("2024-05-01 13:30:15", new(Day.AddHours(13.5).AddSeconds(15))),
        ("2024-05-01T13:30:15.25", new(Day.AddHours(13.5).AddSeconds(15.25))),
        (" 2024-05-01T13:30:15.1234567 ", new(Day.AddHours(13.5).AddSeconds(15).AddTicks(1234567))),
        ("2024-05-01T13:30Z", new(Day.AddHours(13.5), TimeSpan.Zero)),
        ("2024-05-01 13:30:15Z", new(Day.AddHours(13.5).AddSeconds(15), TimeSpan.Zero)),
        ("2024-05-01T13:30:15.1234567Z", new(Day.AddHours(13.5).AddSeconds(15).AddTicks(1234567), TimeSpan.Zero)),
        ("2024-05-01T13:30:15+05:30", new(Day.AddHours(8).AddSeconds(15), TimeSpan.Zero)),
        ("2024-05-01 13:30:15 -08:00", new(Day.AddHours(21.5).AddSeconds(15), TimeSpan.Zero)),
        (Day, new(Day)),
        (DateTime.SpecifyKind(Day, DateTimeKind.Local), new(Day)),
        (DateTime.SpecifyKind(Day, DateTimeKind.Utc), new(Day, TimeSpan.Zero)),
        (new DateTimeOffset(Day, TimeSpan.FromHours(-7)), new(Day.AddHours(7), TimeSpan.Zero)),
        (new object[] { "2024-05-01" }, new(Day)),
    ];

    private static readonly (object Input, TimeSpan Ago)[] Ages =
    [
        ("7d", TimeSpan.FromDays(7)),
        ("36h", TimeSpan.FromHours(36)),
        ("1d12h", TimeSpan.FromHours(36)),
        ("2W", TimeSpan.FromDays(14)),
        ("1.5d", TimeSpan.FromHours(36)),
        ("P1D", TimeSpan.FromDays(1)),
        ("7.00:00:00", TimeSpan.FromDays(7)),
        (TimeSpan.FromDays(7), TimeSpan.FromDays(7)),
        (TimeSpan.Zero, TimeSpan.Zero),
    ];

    private static readonly object[] Unreadable =
    [
        "24 Nov",
        "24 Nov 00:16",
        "01/02/2024",
        "05/01/2024 13:30:00",
        "1.2.2024",
        "2024-5-1",
        "2024-13-01",
        "2024-02-30",
        "24-05-01",
        "20240501",
        "2567-05",
        "yesterday",
        "5",
        "1d2",
        "-7d",
        "2 hours",
        "13:30",
        "24:00",
        "2024-05-01T25:00",
        "2024-05-01T13:30+25:00",
        "٧d",
        "٢٠٢٤-٠٥-٠١",
        "P99999999D",
        "99999999w",
        5,
        7.5,
        20240501L,
        true,
        'x',
        DayOfWeek.Monday,
        TimeSpan.FromDays(-1),
        TimeSpan.MaxValue,
        "9000000d",
        new object[] { "7d", "8d" },
        new object(),
        new[] { 1, 2 },
    ];

    [Fact]
    public void There_are_parameters_to_look_at() => Assert.True(All.Length >= 16, $"{All.Length}");

    [Fact]
    public void Help_says_that_a_time_is_local() =>
        Assert.All(
            from cmdlet in Parameters.Cmdlets
            from parameter in Parameters.Of(cmdlet)
            where parameter.PlainType() == typeof(DateTimeOffset)
            select (cmdlet.Name, parameter.Name),
            parameter =>
            {
                string page = File.ReadAllText(
                    Directory
                        .GetFiles(Repository.File("docs", "en-US"))
                        .Single(file =>
                            Path.GetFileNameWithoutExtension(file).Replace("-", "", StringComparison.Ordinal)
                            == parameter.Item1
                        )
                );
                string described = page[page.IndexOf($"### -{parameter.Item2}\n", StringComparison.Ordinal)..]
                    .Split("```yaml")[0]
                    .ReplaceLineEndings(" ");
                Assert.Contains(
                    "A date without a time, or without an offset, is in your local time zone.",
                    described,
                    StringComparison.Ordinal
                );
            }
        );

    [Fact]
    public void Every_time_parameter_means_the_same_in_every_culture() =>
        Parallel.ForEach(
            CultureInfo.GetCultures(CultureTypes.AllCultures),
            culture =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
                foreach ((string parameter, DateOrAgeAttribute? reader) in All)
                {
                    foreach ((object input, DateTimeOffset expected) in Written)
                        Require(Bound(reader!, input).UtcDateTime == expected.UtcDateTime, input);
                    foreach ((object input, TimeSpan ago) in Ages)
                        Require(
                            (DateTimeOffset.UtcNow - ago - Bound(reader!, input)).Duration() < TimeSpan.FromMinutes(1),
                            input
                        );

                    void Require(bool holds, object input)
                    {
                        if (!holds)
                            Assert.Fail($"{culture.Name}: {parameter} {input}");
                    }
                }
                Assert.All(
                    Unreadable,
                    input => Assert.NotNull(InputProblem.OfStandIn(new DateOrAgeAttribute().Transform(null!, input)))
                );
            }
        );

    [Fact]
    public void What_cannot_be_read_is_refused_with_an_example() =>
        Assert.All(
            Unreadable.OfType<string>().Where(text => text is not ("9000000d" or "99999999w")),
            text =>
            {
                string reason = InputProblem.OfStandIn(new DateOrAgeAttribute().Transform(null!, text))!.Reason;
                Assert.Contains($"'{text}'", reason, StringComparison.Ordinal);
                Assert.Contains("'2024-05-01 13:30'", reason, StringComparison.Ordinal);
                Assert.Contains("7d", reason, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void A_text_that_could_steer_a_terminal_is_shown_harmlessly() =>
        Assert.DoesNotContain(
            '\e',
            InputProblem.OfStandIn(new DateOrAgeAttribute().Transform(null!, "\e[31mx"))!.Reason
        );

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("1h30m", 90)]
    [InlineData("00:30:00", 30)]
    public void A_length_of_time_is_written_with_its_unit(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), new DurationAttribute().Transform(null!, text));

    [Fact]
    public void A_length_of_time_without_a_unit_is_refused() =>
        Assert.All(
            new object[] { "7", "yesterday", "-7d", "2 hours", 7, 7.5, new[] { "1d", "2d" } },
            input => Assert.NotNull(InputProblem.OfStandIn(new DurationAttribute().Transform(null!, input)))
        );

    // The shell binds it as it is: what it would convert itself, it would read as the culture has it.
    private static DateTimeOffset Bound(DateOrAgeAttribute reader, object input)
    {
        object? bound = reader.Transform(null!, input);
        Assert.Null(InputProblem.OfStandIn(bound));
        return Assert.IsType<DateTimeOffset>(bound);
    }
}
