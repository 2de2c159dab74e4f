using System.Text;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutOpenerTests
{
    private static readonly string Line = SampleCallouts.Task.ReplaceLineEndings("");

    public static TheoryData<string> Shapes() =>
        [.. CalloutShape.All.Where(each => each.Text is not null).Select(each => each.Shape)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_is_read_or_refused_as_the_table_says(string name)
    {
        CalloutShape shape = CalloutShape.All.Single(each => each.Shape == name);

        IReadOnlyList<OpenedCallout> opened = CalloutOpener.Open(shape.Fill());

        if (shape.Refused is not null)
        {
            Assert.Contains(shape.Refused, Refusal(Assert.Single(opened)).Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal(shape.Callouts, opened.Count);
        Assert.Equal(shape.Layers, opened[0].Layers.ToString());
        Assert.All(
            opened,
            each =>
            {
                Callout callout = CalloutReader.Read(each, []);
                Assert.True(callout.TaskProcessingResultId == "x" || callout.AccessPackageAssignmentRequestId == "q");
            }
        );
    }

    [Theory]
    [InlineData("""{"RequestBody":null}""", "'RequestBody' is empty")]
    [InlineData("""{"RequestBody":""}""", "'RequestBody' is empty")]
    [InlineData("""{"RequestBody":5}""", "it must be an object, not a number. It was inside: WebhookData.")]
    [InlineData("""{"RequestBody":"\ud800"}""", "it isn't valid text. It was inside: WebhookData.")]
    [InlineData("""{"RequestBody":"x"}""", "(line 1, byte 1). It was inside: WebhookData, JSON string.")]
    [InlineData("""{"body":{"$content":"%%%"}}""", "byte 1). It was inside: body, content, JSON string.")]
    [InlineData("""{"body":[]}""", "it's an empty array. It was inside: body.")]
    [InlineData("""{"body":[1,256]}""", "it must be an object, not a number. It was inside: body, list.")]
    [InlineData("""{"body":[1,2]}""", "It was inside: body, bytes.")]
    [InlineData("""{"body":{"other":1,"status":2}}""", "has 2 other properties: 'status'. It was inside: body.")]
    [InlineData("""{"data":{"other":1}}""", "but has 1 other property.")]
    [InlineData("{WebhookName:hook}", "'RequestBody' is missing")]
    [InlineData("{WebhookName:hook,RequestBody:x}", "'RequestBody' isn't valid JSON")]
    [InlineData("""{"specversion":"1.0","data":null}""", "'data' is empty")]
    [InlineData("""{"data":"x"}""", "It was inside: JSON string.")]
    public void What_is_inside_and_what_was_opened_around_it_is_named(string text, string says) =>
        Assert.Contains(says, Refusal(CalloutOpener.Open(text)[0]).Message, StringComparison.Ordinal);

    /// <summary>What comes of the parts of a text, where A and B stand for callouts: x or q for a callout, a minus sign for an error.</summary>
    [Theory]
    [InlineData("[A,B]", "xq")]
    [InlineData("[A,5,B]", "x-q")]
    [InlineData("[A,[B,A]]", "xqx")]
    [InlineData("""{"body":[A,null,B]}""", "x-q")]
    [InlineData("A\nB", "xq")]
    [InlineData("A\r\n\r\nB\r\n", "xq")]
    [InlineData("A\rB", "xq")]
    [InlineData("\uFEFFA\n\uFEFFB", "xq")]
    [InlineData("\u001EA\n\u001EB\n", "xq")]
    [InlineData("A\n{\"data\":{\nB", "x-q")]
    [InlineData("{WebhookName:hook,RequestBody:A}\n{WebhookName:hook,RequestBody:B}", "xq")]
    [InlineData("{\"RequestBody\":A}\n{\"RequestBody\":B}", "xq")]
    [InlineData("{WebhookName:hook,RequestBody:\nA\n,RequestHeader:{Host:x}}", "x")]
    [InlineData("AB", "xq")]
    [InlineData("A B", "xq")]
    [InlineData("A x", "-")]
    [InlineData("A,B", "-")]
    [InlineData("[A,B", "xq-")]
    [InlineData("[A,{\"data\":{", "x-")]
    [InlineData("[A,{data:1}]", "x-")]
    [InlineData("[\nA,\nB\n]", "xq")]
    [InlineData("[\nA,\nB\n", "xq-")]
    [InlineData("[\nA\nB", "x-q")]
    [InlineData("[", "-")]
    [InlineData("a\nb\nc", "-")]
    [InlineData("a\nA\nc", "-x-")]
    public void Each_part_of_a_text_is_read_on_its_own(string text, string found)
    {
        string filled = Regex.Replace(text, "[AB](?![a-z])", name => name.Value == "A" ? Line : RequestLine);

        Assert.Equal(found, string.Concat(CalloutOpener.Open(filled).Select(Name)));
    }

    private static string RequestLine => SampleCallouts.Request.ReplaceLineEndings("");

    [Fact]
    public void Base64_is_read_with_line_breaks_without_padding_and_with_the_alphabet_for_URLs()
    {
        // The text gives digits that the two alphabets have in different form.
        string text = Line.Replace("Adele", "\u00fe\u00ff???>>>", StringComparison.Ordinal) + " ";
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks);
        string url = base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.NotEqual(base64.TrimEnd('='), url);
        Assert.Equal("x", CalloutReader.Read(base64).TaskProcessingResultId);
        Assert.Equal("x", CalloutReader.Read(url).TaskProcessingResultId);
    }

    [Fact]
    public void The_source_and_type_of_a_callout_are_kept_and_those_of_an_event_are_not()
    {
        string callout = $$"""{"source":"mine","type":"my kind","data":{{Inner()}}}""";
        string @event = $$"""{"specversion":"1.0","id":"1","source":"theirs","type":"their kind","data":DATA}""";

        Callout own = CalloutReader.Read(@event.Replace("DATA", callout, StringComparison.Ordinal));
        Callout none = CalloutReader.Read(@event.Replace("DATA", Inner(), StringComparison.Ordinal));

        Assert.Equal(("mine", "my kind"), (own.Source, own.Type));
        Assert.Equal((null, null), (none.Source, none.Type));

        static string Inner() => $$"""{"callbackUriPath":"{{SampleCallouts.Path}}"}""";
    }

    [Fact]
    public void Data_that_is_text_is_the_data_of_its_callout()
    {
        string data = $$"""{\"callbackUriPath\":\"{{SampleCallouts.Path}}\"}""";

        Callout callout = CalloutReader.Read($$"""{"source":"mine","type":"my kind","data":"{{data}}"}""");

        Assert.Equal(("x", "mine", "my kind"), (callout.TaskProcessingResultId, callout.Source, callout.Type));
    }

    [Fact]
    public void A_property_of_a_callout_that_an_envelope_could_have_is_left_alone()
    {
        string text = $$"""{"data":{"callbackUriPath":"{{SampleCallouts.Path}}","body":"x","data":{"data":1} } }""";

        Assert.Equal(["body", "data"], CalloutReader.Read(text).AdditionalProperties.Keys);
    }

    [Fact]
    public void A_text_of_a_million_characters_is_read()
    {
        string text = SampleCallouts.Task.PadRight(1 << 20);

        Assert.Equal("x", CalloutReader.Read(text).TaskProcessingResultId);
    }

    [Fact]
    public void A_text_of_more_than_a_million_characters_is_refused()
    {
        string text = SampleCallouts.Task.PadRight((1 << 20) + 1);

        Assert.Contains("longer", Refusal(CalloutOpener.Open(text)[0]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", ",")]
    [InlineData("", "\n")]
    public void More_callouts_than_fit_are_one_error(string start, string separator)
    {
        string end = start.Length == 0 ? "" : "]";
        string some = start + string.Join(separator, Enumerable.Repeat("{}", 10000)) + end;

        Assert.Equal(10000, CalloutOpener.Open(some).Count);
        OpenedCallout refused = Assert.Single(CalloutOpener.Open(start + "{}" + separator + some[start.Length..]));
        Assert.Contains("more than 10000", Refusal(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_text_in_text_counts_as_a_layer_each_time()
    {
        string text = $$"""{"data":{"callbackUriPath":"{{SampleCallouts.Path}}"} }""";
        for (int i = 0; i < 12; i++)
            text = $$"""{"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}""";

        Assert.Contains("more than 10 layers", Refusal(CalloutOpener.Open(text)[0]).Message, StringComparison.Ordinal);
    }

    private static LifecycleWorkflowsException Refusal(OpenedCallout opened) =>
        Assert.Throws<LifecycleWorkflowsException>(() => CalloutReader.Read(opened, []));

    private static string Name(OpenedCallout opened)
    {
        try
        {
            Callout callout = CalloutReader.Read(opened, []);
            return callout.TaskProcessingResultId ?? callout.AccessPackageAssignmentRequestId!;
        }
        catch (LifecycleWorkflowsException)
        {
            return "-";
        }
    }
}
