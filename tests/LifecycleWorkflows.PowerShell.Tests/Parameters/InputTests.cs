using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>What stands on the command line and is empty, or is none of what a parameter takes.</summary>
public sealed class InputTests
{
    /// <summary>Types that the shell makes of no text. It refuses the text itself, under a name of its own.</summary>
    private static readonly Type[] WithoutText =
    [
        typeof(Connection),
        typeof(SecureString),
        typeof(ScriptBlock),
        typeof(X509Certificate2),
        typeof(HttpMessageHandler),
        typeof(IDictionary),
    ];

    /// <summary>Parameters that take lists, besides those whose own attributes look into them.</summary>
    private static readonly Type[] TakingLists = [typeof(string[]), typeof(PSObject)];

    public static TheoryData<string> Cmdlets() => [.. Parameters.Cmdlets.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Nothing_is_refused_by_name_for_every_parameter(string name)
    {
        Type type = Parameters.Cmdlets.Single(each => each.Name == name);
        foreach (PropertyInfo parameter in Parameters.Of(type))
        {
            foreach (
                object? nothing in new object?[]
                {
                    null,
                    "",
                    "   ",
                    DBNull.Value,
                    Array.Empty<object>(),
                    new object?[] { null },
                    new object[] { "x", " " },
                }
            )
            {
                object? bound = parameter.Transform(nothing);
                // The shell refuses it, or the declaration says why it may be.
                if (
                    (bound is string && WithoutText.Contains(parameter.PropertyType))
                    || (bound is object[] && !TakingLists.Contains(parameter.PropertyType))
                    || (
                        bound is object[] { Length: > 0 }
                        && parameter.GetCustomAttribute<MayHoldEmptyAttribute>() is not null
                    )
                )
                {
                    continue;
                }
                LwfCmdlet cmdlet = (LwfCmdlet)Activator.CreateInstance(type)!;
                FakeService service = new(() => Ok("{}"));
                if (parameter.Name != "Connection")
                    type.GetProperty("Connection")?.SetValue(cmdlet, TestConnection.To(service));
                RecordingPipeline pipeline = new() { Given = { [parameter.Name] = bound } };
                LifecycleWorkflowsException error = Assert.Single(cmdlet.Run(pipeline).Errors).Exception;
                Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
                Assert.Contains($"-{parameter.Name} ", error.Message, StringComparison.Ordinal);
                Assert.Empty(service.Requests);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_the_shell_would_take_for_something_else_is_declared(string name)
    {
        foreach (PropertyInfo parameter in Parameters.Of(Parameters.Cmdlets.Single(each => each.Name == name)))
        {
            Type type = parameter.PlainType();
            Assert.True(
                type != typeof(SwitchParameter) || Has<SwitchFromTextAttribute>(),
                $"-{parameter.Name}: null would be on"
            );
            Assert.True(
                type != typeof(int) || Has<WholeNumberAttribute>(),
                $"-{parameter.Name}: an empty text would be 0"
            );
            Assert.Equal(
                type == typeof(int) && parameter.BindsByName(),
                parameter.GetCustomAttribute<WholeNumberAttribute>() is { MayBeNone: true }
            );
            Assert.True(
                type != typeof(DateTimeOffset) || Has<DateOrAgeAttribute>(),
                $"-{parameter.Name}: a text would be read as the culture has it"
            );
            Assert.True(
                type != typeof(TimeSpan) || Has<DurationAttribute>(),
                $"-{parameter.Name}: a number would be ten-millionths of a second"
            );
            Assert.True(
                !type.IsEnum
                    || parameter.GetCustomAttribute<EmptyAsAttribute>() is { } empty
                        && empty.StandIn.GetType() == type
                        && !Enum.IsDefined(type, empty.StandIn),
                $"-{parameter.Name}"
            );
            Assert.True(
                type != typeof(PSCredential) || !Has<CredentialAttribute>(),
                $"-{parameter.Name}: null would ask for one"
            );
            Assert.True(
                type.IsValueType || !parameter.IsMandatory() || Has<AllowNullAttribute>(),
                $"-{parameter.Name}: the shell would refuse null"
            );
            Assert.True(
                !(type == typeof(string) || type == typeof(Uri) || type == typeof(PSObject))
                    || !parameter.IsMandatory()
                    || Has<AllowEmptyStringAttribute>(),
                $"-{parameter.Name}: the shell would refuse a text"
            );
            Assert.True(
                !type.IsValueType
                    || !parameter.BindsByName()
                    || parameter.Transform("") is null
                    || InputProblem.OfStandIn(parameter.Transform("")) == InputProblem.Empty,
                $"-{parameter.Name} of a table"
            );

            bool Has<T>()
                where T : Attribute => parameter.GetCustomAttribute<T>() is not null;
        }
    }

    [Fact]
    public void What_may_hold_nothing_says_why() =>
        Assert.Equal(
            [
                "ConvertFromLwfCallout.InputObject: Lines of a text may be blank.",
                "SendLwfCallout.InputObject: Lines of a text may be blank.",
            ],
            from type in Parameters.Cmdlets
            from parameter in Parameters.Of(type)
            let declared = parameter.GetCustomAttribute<MayHoldEmptyAttribute>()
            where declared is not null
            orderby type.Name
            select $"{type.Name}.{parameter.Name}: {declared.Reason}"
        );

    [Fact]
    public void What_came_through_the_pipeline_may_be_empty()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline pipeline = new GetLwfRun { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.RunId, cmdlet.ApiVersion) = ("w", "", null)
        );
        Assert.Empty(pipeline.Errors);
        Assert.EndsWith(
            "/workflows/w/runs",
            Assert.Single(service.Requests).Uri.AbsolutePath,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    [InlineData(" true ", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("yes", null)]
    [InlineData("0", null)]
    public void A_text_is_a_switch_or_is_refused(object? input, bool? expected)
    {
        object bound = new SwitchFromTextAttribute().Transform(null!, input);
        Assert.Equal(expected is null, InputProblem.OfStandIn(bound) is { } flaw && flaw != InputProblem.Empty);
        Assert.Equal(expected ?? false, bound is SwitchParameter { IsPresent: true } or true);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData("5", 5)]
    [InlineData(" -1 ", -1)]
    [InlineData(7L, 7)]
    [InlineData(2.0, 2)]
    [InlineData((short)3, 3)]
    [InlineData(1.5, null)]
    [InlineData("1.5", null)]
    [InlineData("1,000", null)]
    [InlineData("five", null)]
    [InlineData(3_000_000_000L, null)]
    [InlineData(double.NaN, null)]
    [InlineData(true, null)]
    [InlineData(new[] { 1, 2 }, null)]
    public void A_number_is_whole_or_is_refused(object input, int? expected) =>
        AssertNumber(new WholeNumberAttribute(), input, expected);

    [Theory]
    [InlineData(600, 600)]
    [InlineData("600", 600)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("PT1M", 60)]
    [InlineData("00:00:10.5", 11)]
    [InlineData("1.5", null)]
    [InlineData("soon", null)]
    [InlineData("9999w", null)]
    public void A_number_of_seconds_may_be_a_length_of_time(object input, int? expected) =>
        AssertNumber(new SecondsAttribute(), input, expected);

    [Fact]
    public void An_empty_cell_is_no_number()
    {
        Assert.Null(new WholeNumberAttribute { MayBeNone = true }.Transform(null!, " "));
        Assert.Equal(InputProblem.Empty, InputProblem.OfStandIn(new WholeNumberAttribute().Transform(null!, " ")));
    }

    [Theory]
    [InlineData("Denied", true)]
    [InlineData("canceled", true)]
    [InlineData("Approved", false)]
    public void A_state_is_one_that_is_known(string state, bool isSent)
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = new ResumeLwfAccessPackageAssignmentRequest
        {
            Connection = TestConnection.To(service),
            AccessPackageAssignmentRequestId = "q",
            Stage = "assignmentRequestCreated",
            State = state,
        }.Run();
        Assert.Equal(isSent ? 1 : 0, service.Requests.Count);
        Assert.Equal(isSent, pipeline.Errors.Count == 0);
        Assert.All(
            pipeline.Errors,
            error => Assert.Contains("-AllowUnknownState", error.Exception.RecommendedAction, StringComparison.Ordinal)
        );
    }

    private static void AssertNumber(WholeNumberAttribute attribute, object input, int? expected)
    {
        object? bound = attribute.Transform(null!, input);
        Assert.Equal(expected ?? int.MinValue, bound);
        Assert.Equal(expected is null, InputProblem.OfStandIn(bound) is not null);
    }
}
