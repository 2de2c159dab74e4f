using System.Management.Automation;
using System.Management.Automation.Host;
using LifecycleWorkflows.Internal;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Draws a timeline of tasks, by run and user.</summary>
[Cmdlet(VerbsCommon.Format, "LwfTimeline")]
[OutputType(typeof(string))]
public sealed class FormatLwfTimeline : LwfCmdlet
{
    private const int UsualWidth = 80;

    private readonly List<TimelineEntry> _entries = [];

    /// <summary>Task processing results or pending tasks, including deserialized objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The width of lines in characters, at least 60. The default is the width of the terminal.</summary>
    [Parameter]
    [WholeNumber]
    public int? Width { get; set; }

    private protected override object? Target => InputObject;

    private protected override void Begin()
    {
        if (Width is { } width)
            RequireAtLeast(Timeline.LeastWidth, nameof(Width), width);
    }

    private protected override void Process() =>
        ProcessItem(() =>
        {
            if (InputObject is not null || Runtime.ExpectingInput)
                _entries.Add(TimelineEntryFactory.Entry(InputObject));
        });

    private protected override void End()
    {
        Timeline timeline = new(Width ?? TerminalWidth(), MeasureCells, Brush(), DateTimeOffset.UtcNow);
        foreach (string line in timeline.Draw(_entries))
        {
            Token.ThrowIfCancellationRequested();
            Runtime.Output(line);
        }
    }

    // PowerShell removes the colors from views that aren't for a screen, but not from strings.
    private Func<string, string, string> Brush()
    {
        PSObject? style = Member(SessionState?.PSVariable.GetValue("PSStyle"));
        PSObject? colors = Member(style?.Properties["Foreground"]?.Value);
        bool isColored = style?.Properties["OutputRendering"]?.Value?.ToString() switch
        {
            "Ansi" => true,
            "Host" => !Console.IsOutputRedirected,
            _ => false,
        };
        return (color, text) =>
            isColored && colors?.Properties[color]?.Value is string begin
                ? $"{begin}{text}{style?.Properties["Reset"]?.Value}"
                : text;
    }

    private static PSObject? Member(object? value) => value is null ? null : PSObject.AsPSObject(value);

    private int TerminalWidth() =>
        Screen(screen => screen.BufferSize.Width, 0) is > 0 and int cells
            ? Math.Max(Timeline.LeastWidth, cells - 1)
            : UsualWidth;

    private int MeasureCells(string text) => Screen(screen => screen.LengthInBufferCells(text), text.Length);

    // A host without a screen, such as that of a runbook, throws an exception here.
    private T Screen<T>(Func<PSHostRawUserInterface, T> ask, T otherwise)
    {
        try
        {
            return Host?.UI?.RawUI is { } screen ? ask(screen) : otherwise;
        }
        catch (Exception exception)
            when (exception
                    is NotImplementedException
                        or NotSupportedException
                        or HostException
                        or InvalidOperationException
            )
        {
            return otherwise;
        }
    }
}
