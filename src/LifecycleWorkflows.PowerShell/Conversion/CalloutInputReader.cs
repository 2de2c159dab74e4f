using System.Collections;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Finds the callouts in what is passed to a cmdlet: strings with one callout or one line each, bytes, files,
/// hashtables, objects, or WebhookData. Nothing is thrown: what can't be used comes out as an input with an error.
/// </summary>
/// <param name="resolvePath">Gets the files of a path, which can contain wildcards.</param>
internal sealed class CalloutInputReader(Func<string, IEnumerable<string>> resolvePath)
{
    private const string PathParameter = "Path";
    private const string ObjectParameter = "InputObject";

    private readonly CalloutTextBuffer _buffer = new();
    private object? _lastText;

    /// <summary>The callouts that are complete after one more input, in order.</summary>
    public IEnumerable<CalloutInput> Read(object? input)
    {
        object? plain = InputProblem.Plain(input);
        if (plain is string text)
            return ReadText(text, input);
        return Flush().Concat(ReadWhole(plain, input));
    }

    /// <summary>The callouts in the files of a path.</summary>
    public IEnumerable<CalloutInput> ReadPath(string path)
    {
        IEnumerable<string> files;
        try
        {
            files = resolvePath(path);
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            return
            [
                new(path)
                {
                    Error = Errors.ParameterInvalid(
                        PathParameter,
                        "the file doesn't exist",
                        "Specify the path of an existing file."
                    ),
                },
            ];
        }
        return files.SelectMany(file => ReadFile(file, target: file));
    }

    /// <summary>The rest when there's no more input, complete or not.</summary>
    public IEnumerable<CalloutInput> Flush() => FromTexts(_buffer.Flush(), _lastText);

    private IEnumerable<CalloutInput> ReadText(string text, object? input)
    {
        _lastText = input;
        // A line of a file can be blank; any other string can't.
        bool isLine = (input as PSObject)?.Properties["ReadCount"] is not null;
        if (!isLine && string.IsNullOrWhiteSpace(text))
            return [new(input) { Text = text }];
        return FromTexts(_buffer.Add(text), input);
    }

    private IEnumerable<CalloutInput> ReadWhole(object? plain, object? input) =>
        plain switch
        {
            object[] several => several.SelectMany(Read),
            FileInfo file => ReadFile(file.FullName, target: input),
            Callout callout => [new(input) { Callout = callout }],
            null => [new(input) { Error = Errors.CalloutInvalid("it's null") }],
            byte[] bytes => [FromText(input, () => CalloutEncoding.Decode(bytes))],
            _ => [FromText(input, () => ToText(plain))],
        };

    private static IEnumerable<CalloutInput> ReadFile(string file, object? target)
    {
        CalloutInput content = FromText(target, () => CalloutEncoding.Decode(ReadBytes(file)));
        if (content.Error is not null)
            return [content];
        string[] texts = [.. SplitText(content.Text)];
        if (texts.Length == 0)
            return [new(target) { Error = Errors.CalloutInvalid("it's empty") }];
        if (texts is [string single])
            return [new(target) { Text = single }];
        return FromTexts(texts, target);
    }

    private static IEnumerable<string> SplitText(string text)
    {
        CalloutTextBuffer buffer = new();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (string line in lines)
        {
            foreach (string complete in buffer.Add(line))
                yield return complete;
        }
        foreach (string rest in buffer.Flush())
            yield return rest;
    }

    /// <summary>The beginning of a file: enough to tell that it's too long.</summary>
    private static byte[] ReadBytes(string file)
    {
        try
        {
            // Whoever writes the file can have it open.
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[CalloutText.MaxLength + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..length];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                PathParameter,
                $"the file can't be read ({exception.GetType().Name})",
                "Specify the path of an existing file that you have permission to read."
            );
        }
    }

    private static IEnumerable<CalloutInput> FromTexts(IEnumerable<string> texts, object? input)
    {
        foreach (string text in texts)
        {
            // An object that is the whole text is the better target: it can have more properties.
            bool isWhole = input is PSObject { BaseObject: string whole } && whole == text;
            yield return new(isWhole ? input : text) { Text = text };
        }
    }

    private static CalloutInput FromText(object? target, Func<string> read)
    {
        try
        {
            return new(target) { Text = read() };
        }
        catch (LifecycleWorkflowsException exception)
        {
            return new(target) { Error = exception };
        }
    }

    /// <summary>An object as JSON; for WebhookData only its body, because its headers can be anything.</summary>
    private static string ToText(object plain)
    {
        object? content = InputProblem.Plain(FindRequestBody(plain) ?? plain);
        if (content is string text)
            return text;
        try
        {
            return JsonConversion.ToNode(content, ObjectParameter)?.ToJsonString() ?? "null";
        }
        catch (LifecycleWorkflowsException)
        {
            string type = $"an object of type {content?.GetType().Name}";
            throw Errors.CalloutInvalid(
                $"{type} can't be converted to JSON, refers to itself, or is nested too deeply"
            );
        }
    }

    private static object? FindRequestBody(object plain)
    {
        if (plain is not IDictionary pairs)
            return PSObject.AsPSObject(plain).Properties[CalloutMembers.RequestBody]?.Value;
        string? name = pairs.Keys.OfType<string>().FirstOrDefault(IsRequestBody);
        return name is null ? null : pairs[name];
    }

    private static bool IsRequestBody(string name) =>
        name.Equals(CalloutMembers.RequestBody, StringComparison.OrdinalIgnoreCase);
}
