using System.Text;

namespace LifecycleWorkflows.Core.Tests;

/// <summary>Bytes and lines that callouts are made of.</summary>
public sealed class CalloutTextTests
{
    [Theory]
    [InlineData("7B7D", "{}")]
    [InlineData("EFBBBF7B7D", "\uFEFF{}")]
    [InlineData("7B22C3AB227D", "{\"ë\"}")]
    [InlineData("7B007D00", "{}")]
    [InlineData("FFFE7B007D00", "\uFEFF{}")]
    [InlineData("007B007D", "{}")]
    [InlineData("FEFF007B007D", "\uFEFF{}")]
    [InlineData("FFFEEB00", "\uFEFFë")]
    [InlineData("FEFF00EB", "\uFEFFë")]
    [InlineData("7B", "{")]
    [InlineData("", "")]
    [InlineData("0000", "\0\0")]
    public void Bytes_are_UTF8_or_UTF16_in_either_order(string bytes, string text) =>
        Assert.Equal(text, CalloutEncoding.Decode(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("C328")]
    [InlineData("FF7B")]
    [InlineData("FE7B")]
    [InlineData("7B007D")]
    [InlineData("7B0000D8")]
    [InlineData("007BD800")]
    [InlineData("FFFE00D8")]
    public void Other_bytes_are_refused_by_name(string bytes)
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            CalloutEncoding.Decode(Convert.FromHexString(bytes))
        );
        Assert.Equal(ErrorCondition.InvalidCallout, error.Condition);
        Assert.Contains("neither UTF-8 nor UTF-16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_bytes_are_enough()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new string(' ', 1 << 20));
        Assert.Equal(1 << 20, CalloutEncoding.Decode(bytes).Length);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            CalloutEncoding.Decode([.. bytes, 32])
        );
        Assert.Equal(ErrorCondition.InvalidCallout, error.Condition);
        Assert.Contains("longer than a million", error.Message, StringComparison.Ordinal);
    }

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
}
