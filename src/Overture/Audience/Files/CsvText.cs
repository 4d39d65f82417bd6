using System.Buffers;
using System.Text;

namespace Overture.Audience.Files;

/// <summary>Records as CSV text (RFC 4180): a comma between, CRLF behind, quotes where a cell needs them.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t|");

    public static void Add(StringBuilder text, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            _ = first ? text : text.Append(',');
            first = false;
            AddCell(text, cell ?? "");
        }

        text.Append("\r\n");
    }

    /// <summary>Blanks at an end are quoted too, for readers that trim what is not; so is what a reader might take for a delimiter (a semicolon, where the comma is decimal).</summary>
    private static void AddCell(StringBuilder text, string cell)
    {
        if (cell.AsSpan().IndexOfAny(Special) < 0 && (cell.Length is 0 || (cell[0] != ' ' && cell[^1] != ' ')))
        {
            text.Append(cell);
            return;
        }

        text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
