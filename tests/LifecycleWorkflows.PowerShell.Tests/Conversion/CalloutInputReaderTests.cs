using System.Collections;
using System.Collections.ObjectModel;
using System.Dynamic;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.PowerShell.Conversion;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class CalloutInputReaderTests : IDisposable
{
    private const string One =
        """{"data":{"task":{"id":"t"},"taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}""";

    private static readonly string Two = One.Replace("\"x\"", "\"y\"", StringComparison.Ordinal);

    private const string Path =
        "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x/resume";

    private readonly string _file = System.IO.Path.GetTempFileName();

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
                "a generic list",
                new List<string> { One, Two },
                ["x", "y"]
            },
            { "a sequence", Enumerable.Repeat(One, 2), ["x", "x"] },
            { "a list of bytes", Encoding.UTF8.GetBytes(One).ToList(), ["x"] },
            { "memory", new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(One)), ["x"] },
            { "numbers that are bytes", Encoding.UTF8.GetBytes(One).Select(each => (int)each).ToArray(), ["x"] },
            { "characters", One.ToCharArray(), ["x"] },
            { "a stream", new MemoryStream(Encoding.Unicode.GetBytes(One)), ["x"] },
            { "a reader", new StringReader(One + Two), ["x", "y"] },
            { "a string builder", new StringBuilder(One), ["x"] },
            { "a JSON element", JsonDocument.Parse(One).RootElement, ["x"] },
            { "a JSON document", JsonDocument.Parse(One), ["x"] },
            { "a JSON array", JsonNode.Parse($"[{One},{Two}]")!, ["x", "y"] },
            {
                "a dictionary",
                new Dictionary<string, object?> { ["data"] = JsonNode.Parse(One)!["data"] },
                ["x"]
            },
            {
                "a dictionary without an interface of old",
                new ReadOnlyDictionary<string, Dictionary<string, string>>(
                    new Dictionary<string, Dictionary<string, string>>
                    {
                        ["data"] = new() { ["callbackUriPath"] = Path },
                    }
                ),
                ["x"]
            },
            { "an expando object", Expando(), ["x"] },
            {
                "a list of pairs",
                new List<KeyValuePair<string, string>> { new("callbackUriPath", Path) },
                ["x"]
            },
            {
                "a body of bytes",
                new Hashtable { ["Body"] = Encoding.UTF8.GetBytes(One), ["Headers"] = null },
                ["x"]
            },
            {
                "a body of text",
                new Dictionary<string, string> { ["rawBody"] = One },
                ["x"]
            },
            {
                "several in a body",
                new Hashtable { ["body"] = new object[] { One, Two } },
                ["x", "y"]
            },
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

        Assert.True(found.SequenceEqual(inputs.Select(each => each.Read([]).Callout.TaskProcessingResultId)), name);
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

        Assert.Equal((callout, CalloutWriter.Write(callout, indented: false)), input.Read([]));
        Assert.Same(callout, input.Target);
    }

    public static TheoryData<string, object?> Unusable() =>
        new()
        {
            { "it's null", null },
            { "longer than a million", new byte[(1 << 20) + 1] },
            { "neither UTF-8 nor UTF-16", (byte[])[0xC3, 0x28] },
            { "an object of type Hashtable can't be converted to JSON", Round() },
            { "it's an empty list", new List<string>() },
            { "it must be an object, not a number", new object[] { 5.5 } },
        };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_cannot_be_used_is_an_error_about_it_and_the_next_one_is_read(string says, object? unusable)
    {
        List<CalloutInput> inputs = [.. Read(unusable, One)];

        Assert.Equal(2, inputs.Count);
        Assert.Contains(says, Refusal(inputs[0]), StringComparison.Ordinal);
        Assert.Same(unusable, inputs[0].Target);
        Assert.Equal(One, inputs[1].Text);
    }

    private static Hashtable Round()
    {
        Hashtable round = [];
        round["data"] = round;
        return round;
    }

    private static ExpandoObject Expando()
    {
        ExpandoObject made = new();
        made.TryAdd("data", JsonNode.Parse(One)!["data"]);
        return made;
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

        Assert.Equal("x", input.Read([]).Callout.TaskProcessingResultId);
        Assert.IsType<FileInfo>(input.Target);
    }

    [Fact]
    public void A_file_with_a_callout_on_each_line_gives_each_with_its_text_as_the_target()
    {
        File.WriteAllLines(_file, [One, One[..20], Two]);

        List<CalloutInput> inputs = [.. Reader().ReadPath("Path", _file, path => [path])];

        Assert.Equal([One, One[..20], Two], inputs.Select(each => each.Text));
        Assert.Equal(inputs.Select(each => each.Text), inputs.Select(each => each.Target));
    }

    [Fact]
    public void An_empty_file_and_one_that_is_not_there_are_errors_about_the_file()
    {
        string missing = _file + ".none";

        List<CalloutInput> inputs = [.. Reader().ReadPath("Path", _file, path => [path, missing])];

        Assert.Equal([_file, missing], inputs.Select(each => each.Target));
        Assert.Contains("it's empty", Refusal(inputs[0]), StringComparison.Ordinal);
        Assert.Contains("can't be read (FileNotFoundException)", Refusal(inputs[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_cannot_be_resolved_is_an_error_about_the_path()
    {
        CalloutInput input = Assert.Single(Reader().ReadPath("Path", "no.json", _ => throw new RuntimeException()));

        Assert.Equal("no.json", input.Target);
        Assert.Contains("no file has this path", Refusal(input), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_no_file_has_is_an_error_that_names_the_other_parameter()
    {
        CalloutInput input = Assert.Single(Reader().ReadPath("Path", "call[1].json", _ => []));

        Assert.Equal("call[1].json", input.Target);
        Assert.Contains("-LiteralPath", input.Error!.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{0},{1}]", "x y")]
    [InlineData("{0}\n{1}", "x y")]
    [InlineData("{0}{1}", "x y")]
    [InlineData("[{0},5,{1}]", "x ! y")]
    public void Several_callouts_in_one_text_have_their_own_texts_as_targets(string text, string found)
    {
        string filled = text.Replace("{0}", One, StringComparison.Ordinal)
            .Replace("{1}", Two, StringComparison.Ordinal);

        CalloutInput[] inputs = [.. Read(filled)];

        Assert.Equal(found, string.Join(' ', inputs.Select(Name)));
        Assert.Equal(inputs.Select(each => each.Text), inputs.Select(each => each.Target));
    }

    [Fact]
    public void Bytes_and_characters_that_come_one_by_one_are_put_together()
    {
        object[] pieces =
        [
            .. Encoding.Unicode.GetBytes(One).Cast<object>(),
            .. Two.Cast<object>(),
            .. Encoding.UTF8.GetBytes(One).Cast<object>(),
            Two,
        ];

        Assert.Equal("x y x y", string.Join(' ', Read(pieces).Select(Name)));
    }

    [Fact]
    public void Pairs_that_come_one_by_one_are_put_together_until_a_name_comes_again()
    {
        IEnumerable<object> pairs = JsonNode.Parse(One)!.AsObject().Append(new("source", "s")).Cast<object>();
        object entry = new DictionaryEntry("data", JsonNode.Parse(Two)!["data"]);

        Assert.Equal("x y", string.Join(' ', Read([.. pairs, entry]).Select(Name)));
    }

    [Fact]
    public void More_bytes_than_a_callout_has_are_one_error()
    {
        object[] bytes = [.. Enumerable.Repeat<object>((byte)32, (1 << 20) + 5)];

        CalloutInput input = Assert.Single(Read(bytes));

        Assert.Contains("longer than a million", Refusal(input), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_contains_itself_is_an_error_and_the_next_input_is_read()
    {
        ArrayList round = [];
        round.Add(round);

        CalloutInput[] inputs = [.. Read(round, One)];

        Assert.Equal("! x", string.Join(' ', inputs.Select(Name)));
        Assert.Contains("more than 10 lists", Refusal(inputs[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_throws_is_an_error_after_what_was_read()
    {
        CalloutInput[] inputs = [.. Read(Throwing(), Two)];

        Assert.Equal("x ! y", string.Join(' ', inputs.Select(Name)));
        Assert.Contains("can't be read", Refusal(inputs[1]), StringComparison.Ordinal);

        static IEnumerable<object> Throwing()
        {
            yield return One;
            throw new InvalidTimeZoneException();
        }
    }

    [Fact]
    public void A_stream_at_its_end_is_named_and_one_that_is_closed_is_an_error()
    {
        MemoryStream atEnd = new(Encoding.UTF8.GetBytes(One)) { Position = One.Length };
        MemoryStream closed = new();
        closed.Dispose();

        CalloutInput[] inputs = [.. Read(atEnd, closed, One)];

        Assert.Equal("! ! x", string.Join(' ', inputs.Select(Name)));
        Assert.Contains("the stream is at its end", Refusal(inputs[0]), StringComparison.Ordinal);
        Assert.Contains("MemoryStream can't be read", Refusal(inputs[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_opened_and_what_was_odd_is_noted_without_values()
    {
        List<string> notes = [];
        string text = One.Replace("{\"task\"", "{\"subject\":\"Adele\",\"task\"", StringComparison.Ordinal);

        (Callout _, string json) = Assert.Single(Read(new Hashtable { ["body"] = text })).Read(notes);

        Assert.Equal(["It was inside: body, JSON string.", "'data.subject' isn't an object, and was ignored."], notes);
        Assert.Equal(text, json);
    }

    private static string Refusal(CalloutInput input) =>
        Assert.Throws<LifecycleWorkflowsException>(() => input.Read([])).Message;

    private static string Name(CalloutInput input)
    {
        try
        {
            return input.Read([]).Callout.TaskProcessingResultId!;
        }
        catch (LifecycleWorkflowsException)
        {
            return "!";
        }
    }

    private static CalloutInputReader Reader() => new(work => work(CancellationToken.None).GetAwaiter().GetResult());

    private static IEnumerable<CalloutInput> Read(params object?[] inputs)
    {
        CalloutInputReader reader = Reader();
        return inputs.SelectMany(reader.Read).Concat(Rest());

        IEnumerable<CalloutInput> Rest()
        {
            foreach (CalloutInput input in reader.Flush())
                yield return input;
        }
    }
}
