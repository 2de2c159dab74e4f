using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// A cmdlet that takes callouts as they arrive: as text, line by line or whole, as bytes, file, hashtable or object, or
/// in Azure Automation's WebhookData.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCalloutCmdlet : LwfCmdlet
{
    private const string Envelope = "RequestBody";

    private readonly CalloutLines _lines = new();
    private object? _target;

    private protected LwfCalloutCmdlet() { }

    /// <summary>The callout, or a line of it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [MayHoldEmpty("Lines of a text may be blank.")]
    public PSObject? InputObject { get; set; }

    /// <summary>Files that hold a callout each, or one a line. Wildcards are resolved.</summary>
    [Parameter]
    public string[]? Path { get; set; }

    private protected override object? Target => _target;

    /// <summary>Does with one callout what the cmdlet is for.</summary>
    /// <param name="callout">The callout.</param>
    /// <param name="json">How it stands on the wire.</param>
    private protected abstract void Take(Callout callout, string json);

    private protected sealed override void Process()
    {
        if (Path is not null)
        {
            if (InputObject is not null)
                throw Errors.ParameterInvalid(nameof(Path), "it was given beside -InputObject", "Give one of them.");
            foreach (string path in Path)
                TakePath(path);
            return;
        }
        TakeObject(InputObject);
    }

    private protected sealed override void End() => TakeTexts(_lines.Flush(), _target);

    private void TakeObject(object? input)
    {
        object? plain = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        if (plain is string text)
        {
            TakeText(text, input);
            return;
        }
        TakeTexts(_lines.Flush(), _target);
        if (plain is object[] several)
        {
            foreach (object? each in several)
                TakeObject(each);
            return;
        }
        Attempt(
            input,
            () =>
            {
                switch (plain)
                {
                    case null:
                        throw Errors.CalloutInvalid("it is null");
                    case Callout callout:
                        Take(callout, CalloutJson.Write(callout, indented: false));
                        break;
                    case FileInfo file:
                        TakeFile(file.FullName);
                        break;
                    case byte[] bytes:
                        Read(CalloutBytes.Text(bytes));
                        break;
                    default:
                        Read(Json(plain));
                        break;
                }
            }
        );
    }

    private void TakeText(string text, object? input)
    {
        // A line of a file may be blank; a text that somebody gave may not.
        bool isLine = (input as PSObject)?.Properties["ReadCount"] is not null;
        if (!isLine && string.IsNullOrWhiteSpace(text))
            Attempt(input, () => Read(text));
        else
            TakeTexts(_lines.Add(text), input);
        _target = input;
    }

    private void TakeTexts(IEnumerable<string> texts, object? target)
    {
        foreach (string text in texts)
            Attempt(target is PSObject { BaseObject: string whole } && whole == text ? target : text, () => Read(text));
    }

    private void TakePath(string path)
    {
        _target = path;
        ICollection<string> files;
        try
        {
            files = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            Pipeline.Error(
                Error(
                    Errors.ParameterInvalid(
                        nameof(Path),
                        "there is no such file",
                        "Give the path of a file that exists."
                    )
                )
            );
            return;
        }
        foreach (string file in files)
            Attempt(file, () => TakeFile(file));
    }

    private void TakeFile(string file)
    {
        string text;
        try
        {
            text = CalloutBytes.Text(ReadFile(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                nameof(Path),
                $"the file cannot be read ({exception.GetType().Name})",
                "Give the path of a file that exists and that you may read."
            );
        }
        CalloutLines lines = new();
        List<string> texts = [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(lines.Add)];
        texts.AddRange(lines.Flush());
        if (texts.Count == 0)
            throw Errors.CalloutInvalid("it is empty");
        if (texts is [var only])
            Read(only);
        else
            TakeTexts(texts, file);
    }

    private static byte[] ReadFile(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] bytes = new byte[CalloutJson.LongestText + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private void Read(string text)
    {
        Callout callout = CalloutJson.Read(text);
        Take(callout, text);
    }

    /// <summary>An object as JSON; of WebhookData only the body, whatever its headers are.</summary>
    private static string Json(object plain)
    {
        object? body = plain switch
        {
            IDictionary pairs => pairs
                .Keys.OfType<string>()
                .FirstOrDefault(key => key.Equals(Envelope, StringComparison.OrdinalIgnoreCase))
                is { } key
                ? pairs[key]
                : null,
            PSObject custom => custom.Properties[Envelope]?.Value,
            _ => PSObject.AsPSObject(plain).Properties[Envelope]?.Value,
        };
        object value = body ?? plain;
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string text)
            return text;
        try
        {
            return PlainJson.Of(value, nameof(InputObject))?.ToJsonString() ?? "null";
        }
        catch (LifecycleWorkflowsException)
        {
            throw Errors.CalloutInvalid(
                $"an object of type {value.GetType().Name} does not read as one, or refers to itself, or is nested too deeply"
            );
        }
    }

    private void Attempt(object? target, Action step)
    {
        try
        {
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Pipeline.Error(new(exception, target));
        }
    }
}
