using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// A cmdlet that takes callouts as they arrive: as text, line by line or whole, as bytes, file, hashtable or object, or
/// in Azure Automation's WebhookData.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCalloutCmdlet : LwfCmdlet
{
    private const string Envelope = "RequestBody";

    private readonly CalloutTextBuffer _lines = new();
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
    private protected abstract void ProcessCallout(Callout callout, string json);

    private protected sealed override void Process()
    {
        if (Path is not null)
        {
            if (InputObject is not null)
                throw Errors.ParameterInvalid(nameof(Path), "it was given beside -InputObject", "Give one of them.");
            foreach (string path in Path)
                ProcessPath(path);
            return;
        }
        ProcessObject(InputObject);
    }

    private protected sealed override void End() => ProcessTexts(_lines.Flush(), _target);

    private void ProcessObject(object? input)
    {
        object? plain = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        if (plain is string text)
        {
            ProcessText(text, input);
            return;
        }
        ProcessTexts(_lines.Flush(), _target);
        if (plain is object[] several)
        {
            foreach (object? each in several)
                ProcessObject(each);
            return;
        }
        ReportErrors(
            input,
            () =>
            {
                switch (plain)
                {
                    case null:
                        throw Errors.CalloutInvalid("it is null");
                    case Callout callout:
                        ProcessCallout(callout, CalloutJson.Write(callout, indented: false));
                        break;
                    case FileInfo file:
                        ProcessFile(file.FullName);
                        break;
                    case byte[] bytes:
                        Read(CalloutEncoding.Text(bytes));
                        break;
                    default:
                        Read(Json(plain));
                        break;
                }
            }
        );
    }

    private void ProcessText(string text, object? input)
    {
        // A line of a file may be blank; a text that somebody gave may not.
        bool isLine = (input as PSObject)?.Properties["ReadCount"] is not null;
        if (!isLine && string.IsNullOrWhiteSpace(text))
            ReportErrors(input, () => Read(text));
        else
            ProcessTexts(_lines.Add(text), input);
        _target = input;
    }

    private void ProcessTexts(IEnumerable<string> texts, object? target)
    {
        foreach (string text in texts)
            ReportErrors(
                target is PSObject { BaseObject: string whole } && whole == text ? target : text,
                () => Read(text)
            );
    }

    private void ProcessPath(string path)
    {
        _target = path;
        ICollection<string> files;
        try
        {
            files = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            Runtime.Error(
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
            ReportErrors(file, () => ProcessFile(file));
    }

    private void ProcessFile(string file)
    {
        string text;
        try
        {
            text = CalloutEncoding.Text(ReadFile(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.ParameterInvalid(
                nameof(Path),
                $"the file cannot be read ({exception.GetType().Name})",
                "Give the path of a file that exists and that you may read."
            );
        }
        CalloutTextBuffer lines = new();
        List<string> texts = [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(lines.Add)];
        texts.AddRange(lines.Flush());
        if (texts.Count == 0)
            throw Errors.CalloutInvalid("it is empty");
        if (texts is [var only])
            Read(only);
        else
            ProcessTexts(texts, file);
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
        ProcessCallout(callout, text);
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
            return JsonConversion.Of(value, nameof(InputObject))?.ToJsonString() ?? "null";
        }
        catch (LifecycleWorkflowsException)
        {
            throw Errors.CalloutInvalid(
                $"an object of type {value.GetType().Name} does not read as one, or refers to itself, or is nested too deeply"
            );
        }
    }

    private void ReportErrors(object? target, Action step)
    {
        try
        {
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Runtime.Error(new(exception, target));
        }
    }
}
