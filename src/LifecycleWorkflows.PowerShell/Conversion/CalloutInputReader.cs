using System.Collections;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Conversion;

/// <summary>
/// Finds the callouts in what is passed to a cmdlet: strings with callouts or one line each, bytes, streams, files,
/// dictionaries, objects, and lists of these. Nothing is thrown: what can't be used comes out as an input with an error.
/// </summary>
/// <param name="wait">Waits for a stream, until the pipeline is stopped.</param>
internal sealed class CalloutInputReader(Func<Func<CancellationToken, Task<int>>, int> wait)
{
    private const string ObjectParameter = "InputObject";
    private const int MaxListDepth = 10;

    private readonly CalloutTextBuffer _buffer = new();
    private readonly CalloutPieces _pieces = new();
    private object? _lastText;

    /// <summary>The callouts that are complete after one more input, in order.</summary>
    public IEnumerable<CalloutInput> Read(object? input) => Read(input, level: 0);

    /// <summary>The callouts in the files of a path.</summary>
    /// <param name="parameter">The parameter with the path.</param>
    /// <param name="path">The path.</param>
    /// <param name="resolve">Gets the files of the path.</param>
    public IEnumerable<CalloutInput> ReadPath(string parameter, string path, Func<string, IEnumerable<string>> resolve)
    {
        try
        {
            string[] files = [.. resolve(path)];
            if (files.Length > 0)
                return files.SelectMany(file => ReadFile(parameter, file, target: file));
        }
        catch (LifecycleWorkflowsException exception)
        {
            return [new(path) { Error = exception }];
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException) { }
        return
        [
            new(path)
            {
                Error = Errors.ParameterInvalid(
                    parameter,
                    "no file has this path",
                    "Specify the path of an existing file. If its name contains [ or ], use -LiteralPath."
                ),
            },
        ];
    }

    /// <summary>The rest when there's no more input, complete or not.</summary>
    public IEnumerable<CalloutInput> Flush() => FlushText().Concat(FlushPieces());

    private IEnumerable<CalloutInput> Read(object? input, int level)
    {
        object? plain = InputProblem.Plain(input);
        if (plain is string text)
            return FlushPieces().Concat(ReadText(text, input));
        if (CalloutPieces.IsPiece(plain))
            return ReadPiece(plain);
        return Flush().Concat(ReadWhole(plain, input, level));
    }

    private IEnumerable<CalloutInput> FlushText() => FromTexts(_buffer.Flush(), _lastText);

    private IEnumerable<CalloutInput> FlushPieces() =>
        _pieces.Take() is { } whole ? ReadWhole(whole, whole, level: 0) : [];

    private CalloutInput[] ReadPiece(object? plain)
    {
        CalloutInput[] before = [.. FlushText(), .. _pieces.CanAdd(plain) ? [] : FlushPieces()];
        _pieces.Add(plain);
        return before;
    }

    private IEnumerable<CalloutInput> ReadText(string text, object? input)
    {
        _lastText = input;
        // A line of a file can be blank; any other string can't.
        bool isLine = (input as PSObject)?.Properties["ReadCount"] is not null;
        if (!isLine && string.IsNullOrWhiteSpace(text))
            return Open(text, input);
        return FromTexts(_buffer.Add(text), input);
    }

    private IEnumerable<CalloutInput> ReadWhole(object? plain, object? input, int level) =>
        plain switch
        {
            null => [new(input) { Error = Errors.CalloutInvalid("it's null") }],
            string text => Open(text, input),
            Callout callout => [new(input) { Callout = callout }],
            FileInfo file => ReadFile(ObjectParameter, file.FullName, target: input),
            _ => Try(input, () => ReadObject(plain, input, level)),
        };

    private IEnumerable<CalloutInput> ReadObject(object plain, object? input, int level) =>
        plain switch
        {
            IEnumerable<byte> bytes => OpenBytes([.. bytes.Take(CalloutText.MaxLength + 1)], input),
            ReadOnlyMemory<byte> bytes => OpenBytes(bytes.ToArray(), input),
            Memory<byte> bytes => OpenBytes(bytes.ToArray(), input),
            IEnumerable<char> characters => Open(string.Concat(characters.Take(CalloutText.MaxLength + 1)), input),
            Stream stream => OpenBytes(ReadBytes(stream), input),
            TextReader reader => Open(ReadCharacters(reader), input),
            _ when JsonText.Find(plain) is { } json => Open(json, input),
            ICollection numbers when AreNumbers(numbers) => Convert(plain, input),
            IEnumerable items when NameValuePairs.Of(plain) is null => ReadList(items, level),
            _ => Convert(plain, input),
        };

    private IEnumerable<CalloutInput> ReadList(IEnumerable items, int level)
    {
        if (level == MaxListDepth)
            throw Errors.CalloutInvalid($"it's inside more than {MaxListDepth} lists");
        bool isEmpty = true;
        foreach (object? item in items)
        {
            isEmpty = false;
            foreach (CalloutInput found in Read(item, level + 1))
                yield return found;
        }
        if (isEmpty)
            throw Errors.CalloutInvalid("it's an empty list");
    }

    private IEnumerable<CalloutInput> ReadFile(string parameter, string file, object? target) =>
        Try(
            target,
            () =>
            {
                using FileStream stream = OpenFile(parameter, file);
                return OpenBytes(ReadBytes(stream), target);
            }
        );

    private static FileStream OpenFile(string parameter, string file)
    {
        try
        {
            // Whoever writes the file can have it open.
            return new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                parameter,
                $"the file can't be read ({exception.GetType().Name})",
                "Specify the path of an existing file that you have permission to read."
            );
        }
    }

    /// <summary>The beginning of a stream: enough to tell that it's too long. The stream stays open.</summary>
    private byte[] ReadBytes(Stream stream)
    {
        byte[] bytes = new byte[CalloutText.MaxLength + 1];
        int length = wait(token => stream.ReadAtLeastAsync(bytes, bytes.Length, false, token).AsTask());
        if (length == 0 && stream is { CanSeek: true, Length: > 0 })
            throw Errors.CalloutInvalid("the stream is at its end");
        return bytes[..length];
    }

    private string ReadCharacters(TextReader reader)
    {
        char[] characters = new char[CalloutText.MaxLength + 1];
        int length = wait(token => reader.ReadBlockAsync(characters, token).AsTask());
        return new(characters, 0, length);
    }

    private static IEnumerable<CalloutInput> Convert(object plain, object? input)
    {
        List<string> notes = [];
        string? json = ConvertToJson(plain, notes);
        if (json is null)
            throw Errors.CalloutInvalid(
                $"an object of type {plain.GetType().Name} can't be converted to JSON, refers to itself, or is nested"
                    + " too deeply"
            );
        return Open(json, input).Select(found => found with { Notes = notes });
    }

    private static string? ConvertToJson(object plain, List<string> notes)
    {
        try
        {
            return new CalloutConversion(notes).ToNode(plain)?.ToJsonString();
        }
        catch (LifecycleWorkflowsException)
        {
            return null;
        }
    }

    private static bool AreNumbers(ICollection items) =>
        items.Count > 0
        && items.Cast<object?>().All(item => InputProblem.Plain(item) is int or long or short or double);

    private static IEnumerable<CalloutInput> OpenBytes(byte[] bytes, object? target) =>
        Open(CalloutEncoding.Decode(bytes), target);

    private static IEnumerable<CalloutInput> FromTexts(IEnumerable<string> texts, object? input)
    {
        foreach (string text in texts)
        {
            // An object that is the whole text is the better target: it can have more properties.
            bool isWhole = input is PSObject { BaseObject: string whole } && whole == text;
            foreach (CalloutInput found in Open(text, isWhole ? input : text))
                yield return found;
        }
    }

    /// <param name="text">A text with callouts.</param>
    /// <param name="target">The target if there's one callout. Otherwise, each callout is the target itself.</param>
    private static IEnumerable<CalloutInput> Open(string text, object? target)
    {
        IReadOnlyList<OpenedCallout> all = CalloutOpener.Open(text);
        return all.Select(each => new CalloutInput(all.Count == 1 ? target : each.Text) { Opened = each });
    }

    /// <summary>What is read from an input. If reading fails, the error comes after what was read.</summary>
    private static IEnumerable<CalloutInput> Try(object? input, Func<IEnumerable<CalloutInput>> read)
    {
        IEnumerator<CalloutInput>? all = null;
        CalloutInput? found;
        do
        {
            try
            {
                all ??= read().GetEnumerator();
                found = all.MoveNext() ? all.Current : null;
            }
            catch (LifecycleWorkflowsException exception)
            {
                found = new(input) { Error = exception };
                all = Enumerable.Empty<CalloutInput>().GetEnumerator();
            }
            catch (Exception exception) when (JsonConversion.IsUnreadable(exception))
            {
                string type = InputProblem.Plain(input)!.GetType().Name;
                found = new(input) { Error = Errors.CalloutInvalid($"an object of type {type} can't be read") };
                all = Enumerable.Empty<CalloutInput>().GetEnumerator();
            }
            if (found is not null)
                yield return found;
        } while (found is not null);
    }
}
