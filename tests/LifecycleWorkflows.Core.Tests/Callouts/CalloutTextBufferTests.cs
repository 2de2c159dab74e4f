using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutTextBufferTests
{
    /// <summary>
    /// Texts between bars. What comes out with each, and in the end, stands between slashes, lines joined by plus
    /// signs.
    /// </summary>
    [Theory]
    [InlineData("{}", "{}/")]
    [InlineData("{}|{}", "{}/{}/")]
    [InlineData("{|}|{}", "/{+}/{}/")]
    [InlineData("  {}|\uFEFF{}", "  {}/\uFEFF{}/")]
    [InlineData("word|{}", "word/{}/")]
    [InlineData("|{}|", "/{}//")]
    [InlineData("}|{}", "}/{}/")]
    [InlineData("{", "/{")]
    [InlineData("""{"a":|{}|}""", """//{"a":+{}+}/""")]
    [InlineData("""{"a": |{}|}""", """//{"a": +{}+}/""")]
    [InlineData("""{"a":[|{},|{}|]}""", """///{"a":[+{},+{}+]}/""")]
    [InlineData("""[|{},|{}|]""", """///[+{},+{}+]/""")]
    [InlineData("""{"a":[1],|{"b":2}""", """/{"a":[1],;{"b":2}/""")]
    [InlineData("""{"a":1,|{"b":2}""", """/{"a":1,;{"b":2}/""")]
    [InlineData("""{"a"|{"b":2}""", """/{"a";{"b":2}/""")]
    [InlineData("""{"a":[1|{"b":2}""", """/{"a":[1;{"b":2}/""")]
    [InlineData("""{"a":"x|{"b":2}|{}""", """/{"a":"x;{"b":2}/{}/""")]
    [InlineData("""{"a":"x|{"b":|2}""", """/{"a":"x/{"b":+2}/""")]
    [InlineData("""{"a":"x\|{"b":|2}""", """/{"a":"x\/{"b":+2}/""")]
    [InlineData("""{"a":"x:|{"b":2}""", """/{"a":"x:;{"b":2}/""")]
    [InlineData("""[|{"b":2},|{"b":2}|{}""", """///[+{"b":2},+{"b":2};{}/""")]
    [InlineData("""{"a":[|  {"b":|2}]}""", """//{"a":[+  {"b":+2}]}/""")]
    [InlineData("""{"]}":1,"[{":"}",|"c":2}|{}""", """/{"]}":1,"[{":"}",+"c":2}/{}/""")]
    [InlineData("""{"a\"}":"\\",|"c":"\\\"}"}|{}""", """/{"a\"}":"\\",+"c":"\\\"}"}/{}/""")]
    [InlineData("""{"a":"\\"}|{}""", """{"a":"\\"}/{}/""")]
    [InlineData("""{"a":{"b":[|{"c":[]}|]}|}""", """///{"a":{"b":[+{"c":[]}+]}+}/""")]
    public void Lines_are_joined_until_they_are_whole(string texts, string whole)
    {
        CalloutTextBuffer lines = new();
        IEnumerable<string> each = texts.Split('|').Select(text => string.Join(';', lines.Add(text)));
        Assert.Equal(
            whole,
            string.Join('/', [.. each, .. new[] { string.Join(';', lines.Flush()) }]).Replace('\n', '+')
        );
        Assert.Empty(lines.Flush());
    }

    [Fact]
    public void A_text_that_is_too_long_is_followed_to_its_end_and_kept_to_its_beginning()
    {
        CalloutTextBuffer lines = new();
        string start = "{\"a\":\"" + new string('x', 1 << 20);
        Assert.Empty(lines.Add(start));
        Assert.Empty(lines.Add("more"));
        Assert.Equal(start, Assert.Single(lines.Add("\"}")));
        Assert.Equal("{}", Assert.Single(lines.Add("{}")));
    }

    [Fact]
    public void A_text_of_the_greatest_length_is_kept_whole()
    {
        CalloutTextBuffer lines = new();
        Assert.Empty(lines.Add("{" + new string(' ', (1 << 20) - 1)));
        Assert.EndsWith("\n}", Assert.Single(lines.Add("}")), StringComparison.Ordinal);
    }

    public static TheoryData<string, string[], string[]> Lines()
    {
        string[] lines = SampleCallouts.Task.Split('\n');
        string whole = SampleCallouts.Task.ReplaceLineEndings("");
        string[] linesOfRequest = SampleCallouts.Request.Replace("[{", "[\n{", StringComparison.Ordinal).Split('\n');
        return new()
        {
            { "one callout over several lines", lines, ["x"] },
            { "a line for each callout", [whole, whole], ["x", "x"] },
            { "a blank line between two callouts", [.. lines, "", .. lines], ["x", "x"] },
            { "the first line is truncated", [whole[..^30], whole, whole], ["broken", "x", "x"] },
            { "a truncated object", [whole, """{"data":{""", whole], ["x", "broken", "x"] },
            {
                "a truncated list of properties",
                [whole, """{"data":{"task":{"id":"t"},""", whole],
                ["x", "broken", "x"]
            },
            { "a beginning, then a whole callout", [.. lines[..5], .. lines], ["broken", "x"] },
            { "the end is missing", lines[..^2], ["broken"] },
            { "a property without its value", ["""{"data":""", whole], ["broken", "x"] },
            { "a callout in an array", ["[", whole, "]"], ["x"] },
            { "an array over several lines", linesOfRequest, ["q"] },
        };
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Lines_are_joined_and_a_broken_text_swallows_no_other(string name, string[] texts, string[] found)
    {
        CalloutTextBuffer buffer = new();
        List<string> complete = [.. texts.SelectMany(buffer.Add)];
        complete.AddRange(buffer.Flush());
        Assert.True(found.SequenceEqual(complete.Select(Name)), name);
    }

    private static string Name(string text)
    {
        try
        {
            Callout callout = CalloutReader.Read(text);
            return callout.TaskProcessingResultId ?? callout.AccessPackageAssignmentRequestId!;
        }
        catch (LifecycleWorkflowsException)
        {
            return "broken";
        }
    }
}
