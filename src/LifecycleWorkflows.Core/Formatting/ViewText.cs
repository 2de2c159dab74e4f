using System.ComponentModel;
using System.Globalization;

namespace LifecycleWorkflows.Internal;

/// <summary>
/// Returns the text of a value in the formatted views. It's an indexer because Constrained Language Mode refuses the
/// methods of the module's types, but not their properties. Don't use it in scripts.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ViewText
{
    private const int UsualWidth = 26;
    private const string Overdue = "BrightRed";
    private const string Reset = "\u001b[0m";

    private ViewText() { }

    /// <summary>The texts of all kinds of values.</summary>
    public static ViewText Of { get; } = new();

    /// <summary>The text of a value.</summary>
    /// <param name="kind">How the value is shown, such as <c>Time</c> or <c>Status</c>.</param>
    /// <param name="value">The value; null for an empty text.</param>
    /// <returns>The text. It's safe to show in a terminal.</returns>
    public string this[string kind, object? value] => this[kind, value, null];

    /// <summary>The text of a value that depends on one more: a maximum number of characters, or an end.</summary>
    /// <param name="kind">How the value is shown, such as <c>Short</c> or <c>Elapsed</c>.</param>
    /// <param name="value">The value; null for an empty text.</param>
    /// <param name="other">The other value; null for the default.</param>
    /// <returns>The text. It's safe to show in a terminal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind isn't known.</exception>
    public string this[string kind, object? value, object? other] =>
        kind switch
        {
            "Text" => DisplayText.Sanitize(value?.ToString()),
            "Short" => DisplayText.Truncate(value?.ToString(), Width(other)),
            "Status" => Paint(DisplayText.Sanitize(value?.ToString()), DisplayText.Color(value?.ToString())),
            "StatusOrPreview" => Paint(
                DisplayText.Status(value?.ToString(), other is true),
                DisplayText.Color(value?.ToString())
            ),
            "Quarantine" => value is Workflow workflow ? DisplayText.Quarantine(workflow) : "",
            "Task" => DisplayText.Task(value as WorkflowTask),
            "ShortTask" => DisplayText.Truncate(DisplayText.Task(value as WorkflowTask)),
            "Subject" => DisplayText.Subject(value as Subject),
            "ShortSubject" => DisplayText.Truncate(DisplayText.Subject(value as Subject), Width(other)),
            "User" => DisplayText.User(value as Subject),
            "Time" => DisplayText.Time(Time(value)),
            "LongTime" => DisplayText.LongTime(Time(value)),
            "Due" => Due(DisplayText.RelativeTime(Time(value))),
            "Elapsed" => DisplayText.Elapsed(Time(value), Time(other)),
            "Duration" => value is TimeSpan span ? DisplayText.FormatDuration(span) : "",
            "Json" => DisplayText.Json(value),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Returns the name of the type.</summary>
    /// <returns>A string without personal data.</returns>
    public override string ToString() => nameof(ViewText);

    private static int Width(object? width) => width is int most ? most : UsualWidth;

    /// <summary>A time of an object, or its text after the object was in another process.</summary>
    private static DateTimeOffset? Time(object? value) =>
        value switch
        {
            DateTimeOffset time => time,
            string text when IsTime(text, out DateTimeOffset time) => time,
            _ => null,
        };

    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static string Due(string text) =>
        text.EndsWith(" ago", StringComparison.Ordinal) ? Paint(text, Overdue) : text;

    private static string Paint(string text, string? color) =>
        color is null ? text : $"\u001b[{Code(color)}m{text}{Reset}";

    /// <summary>The code of a color, as $PSStyle has it. The shell removes it where it shows no colors.</summary>
    private static int Code(string color) =>
        color switch
        {
            "Green" => 32,
            "Yellow" => 33,
            "BrightBlack" => 90,
            "BrightRed" => 91,
            "BrightCyan" => 96,
            _ => throw new ArgumentOutOfRangeException(nameof(color), color, null),
        };
}
