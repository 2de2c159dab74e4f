using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Reports;

/// <summary>
/// HTML text. Values are encoded unless they're HTML text themselves. There is no other way to create one, so only
/// encoded text can become HTML.
/// </summary>
internal readonly record struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    public static Html Of(Writer writer) => new(writer.Text);

    public override string ToString() => _text ?? "";

    /// <summary>The compiler uses this handler for <c>Html.Of($"...")</c>.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Writer
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _builder;

        public Writer(int literalLength, int formattedCount) => _builder = new(literalLength + (16 * formattedCount));

        public string Text => _builder.ToString();

        public void AppendLiteral(string html) => _builder.Append(html);

        public void AppendFormatted(Html html) => _builder.Append(html._text);

        public void AppendFormatted(IEnumerable<Html> pieces)
        {
            foreach (Html piece in pieces)
                _builder.Append(piece._text);
        }

        public void AppendFormatted(string? text) => _builder.Append(Encoder.Encode(DisplayText.Sanitize(text)));

        public void AppendFormatted(int number) => _builder.Append(number.ToString("N0", CultureInfo.InvariantCulture));

        /// <summary>Appends a length or position in a drawing.</summary>
        public void AppendFormatted(double number) =>
            _builder.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
