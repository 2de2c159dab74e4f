using System.Text;

namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutEncodingTests
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
}
