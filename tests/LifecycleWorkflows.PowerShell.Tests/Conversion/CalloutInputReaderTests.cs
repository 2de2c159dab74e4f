using System.Collections;
using System.Management.Automation;
using System.Text;
using LifecycleWorkflows.PowerShell.Conversion;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class CalloutInputReaderTests : IDisposable
{
    private const string One =
        """{"data":{"task":{"id":"t"},"taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}""";

    private static readonly string Two = One.Replace("\"x\"", "\"y\"", StringComparison.Ordinal);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    public static TheoryData<string, object, string[]> Inputs() =>
        new()
        {
            { "a string", One, ["x"] },
            { "strings", (string[])[One, Two], ["x", "y"] },
            { "bytes", Encoding.UTF8.GetBytes(One), ["x"] },
            { "bytes among strings", (object[])[One, Encoding.UTF8.GetBytes(Two), One], ["x", "y", "x"] },
            { "a list in a list", (object[])[One, (object[])[Two, One]], ["x", "y", "x"] },
            { "a callout", CalloutReader.Read(One), ["x"] },
            {
                "WebhookData",
                new Hashtable { ["requestbody"] = One, ["RequestHeader"] = Thread.CurrentThread },
                ["x"]
            },
        };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_form_of_input_gives_its_callouts_in_order(string name, object input, string[] found)
    {
        List<CalloutInput> inputs = [.. Read(input)];

        Assert.True(found.SequenceEqual(inputs.Select(each => each.Read().Callout.TaskProcessingResultId)), name);
    }

    [Fact]
    public void The_lines_of_a_callout_are_joined_and_its_text_is_the_target()
    {
        CalloutInput input = Assert.Single(Read("{", One[1..]));

        Assert.Equal("{\n" + One[1..], input.Text);
        Assert.Equal(input.Text, input.Target);
    }

    [Fact]
    public void Anything_but_a_string_ends_what_was_begun()
    {
        List<CalloutInput> inputs = [.. Read("{", Encoding.UTF8.GetBytes(One))];

        Assert.Equal(["{", One], inputs.Select(each => each.Text));
    }

    [Fact]
    public void The_JSON_of_a_callout_that_is_an_object_is_written()
    {
        Callout callout = CalloutReader.Read(One);

        CalloutInput input = Assert.Single(Read(callout));

        Assert.Equal((callout, CalloutWriter.Write(callout, indented: false)), input.Read());
        Assert.Same(callout, input.Target);
    }

    public static TheoryData<string, object?> Unusable() =>
        new()
        {
            { "it's null", null },
            { "longer than a million", new byte[(1 << 20) + 1] },
            { "neither UTF-8 nor UTF-16", (byte[])[0xC3, 0x28] },
            {
                "an object of type Hashtable can't be converted to JSON",
                new Hashtable { ["data"] = Thread.CurrentThread }
            },
        };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_cannot_be_used_is_an_error_about_it_and_the_next_one_is_read(string says, object? unusable)
    {
        List<CalloutInput> inputs = [.. Read(unusable, One)];

        Assert.Equal(2, inputs.Count);
        Assert.Contains(says, inputs[0].Error!.Message, StringComparison.Ordinal);
        Assert.Same(unusable, inputs[0].Target);
        Assert.Equal(One, inputs[1].Text);
    }

    [Fact]
    public void An_empty_string_is_an_input_of_its_own_within_a_callout()
    {
        List<CalloutInput> inputs = [.. Read("{", " ", One[1..])];

        Assert.Equal([" ", "{\n" + One[1..]], inputs.Select(each => each.Text));
    }

    [Fact]
    public void A_file_with_one_callout_is_the_target_itself()
    {
        File.WriteAllText(_file, One.Replace(",", ",\r\n", StringComparison.Ordinal));

        CalloutInput input = Assert.Single(Read(new FileInfo(_file)));

        Assert.Equal("x", input.Read().Callout.TaskProcessingResultId);
        Assert.IsType<FileInfo>(input.Target);
    }

    [Fact]
    public void A_file_with_a_callout_on_each_line_gives_each_with_its_text_as_the_target()
    {
        File.WriteAllLines(_file, [One, One[..20], Two]);

        List<CalloutInput> inputs = [.. new CalloutInputReader(path => [path]).ReadPath(_file)];

        Assert.Equal([One, One[..20], Two], inputs.Select(each => each.Text));
        Assert.Equal(inputs.Select(each => each.Text), inputs.Select(each => each.Target));
    }

    [Fact]
    public void An_empty_file_and_one_that_is_not_there_are_errors_about_the_file()
    {
        string missing = _file + ".none";

        List<CalloutInput> inputs = [.. new CalloutInputReader(path => [path, missing]).ReadPath(_file)];

        Assert.Equal([_file, missing], inputs.Select(each => each.Target));
        Assert.Contains("it's empty", inputs[0].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("can't be read (FileNotFoundException)", inputs[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_cannot_be_resolved_is_an_error_about_the_path()
    {
        CalloutInputReader reader = new(_ => throw new RuntimeException());

        CalloutInput input = Assert.Single(reader.ReadPath("no.json"));

        Assert.Equal("no.json", input.Target);
        Assert.Contains("the file doesn't exist", input.Error!.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<CalloutInput> Read(params object?[] inputs)
    {
        CalloutInputReader reader = new(path => [path]);
        return inputs.SelectMany(reader.Read).Concat(Rest());

        IEnumerable<CalloutInput> Rest()
        {
            foreach (CalloutInput input in reader.Flush())
                yield return input;
        }
    }
}
