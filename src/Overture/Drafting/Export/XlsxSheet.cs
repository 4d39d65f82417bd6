using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using SheetRow = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace Overture.Drafting.Export;

/// <summary>One sheet, written row by row: a bold frozen header, every cell typed text, and our own <c>words</c> and <c>cost</c> as numbers.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private const int Narrowest = 8, Widest = 60;

    private static readonly OpenXmlAttribute[] KeepSpaces = [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];
    private readonly SheetRow rowElement = new();
    private readonly Cell cellElement = new();
    private readonly InlineString inlineElement = new();
    private readonly Text textElement = new();
    private readonly CellValue valueElement = new();

    private readonly Stream to;
    private readonly OpenXmlWriter xml;
    private readonly string[] letters;
    private readonly string?[] figures;
    private readonly OpenXmlAttribute[] rowPlace = new OpenXmlAttribute[1];
    private readonly OpenXmlAttribute[] placeStyle = new OpenXmlAttribute[2];
    private readonly OpenXmlAttribute[] placeTypeStyle = [default, new("t", "", "inlineStr"), default];

    /// <param name="to">The part, closed with the sheet.</param>
    /// <param name="columns">The header.</param>
    /// <param name="first">The first rows, which decide how wide the columns are.</param>
    public XlsxSheet(Stream to, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> first)
    {
        this.to = to;
        letters = [.. Enumerable.Range(0, columns.Count).Select(Letters)];
        figures = new string?[columns.Count];
        if (columns is [.., var words, var cost] && words.StartsWith("words", StringComparison.Ordinal) && cost.StartsWith("cost", StringComparison.Ordinal))
        {
            (figures[^2], figures[^1]) = (XlsxStyle.Count, XlsxStyle.Money);
        }

        xml = OpenXmlWriter.Create(to);
        Begin(columns, first);
    }

    /// <summary>Rows written so far, the header among them.</summary>
    public int Rows { get; private set; }

    public void Write(IReadOnlyList<string> cells) => Write(cells, XlsxStyle.Text, figures);

    /// <summary>Closes the rows and adds the filter; leading zeros are meant, so no cell is flagged as a number stored as text.</summary>
    public void Finish()
    {
        var all = $"A1:{letters[^1]}{Rows}";
        xml.WriteEndElement();
        xml.WriteElement(new AutoFilter { Reference = all });
        xml.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new([all]), NumberStoredAsText = true }));
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        xml.Dispose();
        to.Dispose();
    }

    private void Begin(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> first)
    {
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetViews(new SheetView(FrozenHeader()) { WorkbookViewId = 0 }));
        xml.WriteElement(new Columns(columns.Select((name, i) => Width(i, [name, .. first.Select(row => row[i])]))));
        xml.WriteStartElement(new SheetData());
        Write(columns, XlsxStyle.Header, new string?[columns.Count]);
    }

    private static Pane FrozenHeader() => new() { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };

    private static Column Width(int column, IEnumerable<string> texts) => new()
    {
        Min = (uint)column + 1,
        Max = (uint)column + 1,
        Width = Math.Clamp(texts.Max(text => text.Length), Narrowest, Widest) + 2,
        CustomWidth = true,
    };

    private void Write(IReadOnlyList<string> cells, string style, string?[] numbers)
    {
        var row = (++Rows).ToString(CultureInfo.InvariantCulture);
        rowPlace[0] = new("r", "", row);
        xml.WriteStartElement(rowElement, rowPlace);
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length is 0)
            {
                continue;
            }

            if (numbers[i] is { } figure && IsFigure(cells[i]))
            {
                WriteFigure(letters[i] + row, cells[i], figure);
            }
            else
            {
                WriteText(letters[i] + row, cells[i], style);
            }
        }

        xml.WriteEndElement();
    }

    private void WriteText(string at, string cell, string style)
    {
        (placeTypeStyle[0], placeTypeStyle[2]) = (new("r", "", at), new("s", "", style));
        xml.WriteStartElement(cellElement, placeTypeStyle);
        xml.WriteStartElement(inlineElement);
        xml.WriteStartElement(textElement, char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]) ? KeepSpaces : []);
        xml.WriteString(XlsxText.Of(cell));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteFigure(string at, string cell, string style)
    {
        (placeStyle[0], placeStyle[1]) = (new("r", "", at), new("s", "", style));
        xml.WriteStartElement(cellElement, placeStyle);
        xml.WriteStartElement(valueElement);
        xml.WriteString(cell);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static bool IsFigure(string cell) => decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    /// <summary>A, B … Z, AA …: a numbering without a zero.</summary>
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}
