using System.Buffers;
using System.Globalization;
using System.Text;

namespace Overture.Drafting.Export;

/// <summary>
/// A cell's text as a workbook can hold it. What XML 1.0 forbids, and the carriage return it would normalise, is written <c>_xHHHH_</c>;
/// a text that already looks like that has its underscore written so, and reads back as it stood (ECMA-376 Part 1 §22.9.2.19, ST_Xstring).
/// </summary>
internal static class XlsxText
{
    /// <summary>Characters (UTF-16) that Excel holds in one cell; longer text makes it "repair" the file.</summary>
    public const int Longest = 32_767;

    /// <summary>The end of a text that was cut.</summary>
    public const string CutMark = "… [cut]";

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => c is '_' || char.IsSurrogate(c) || IsForbidden(c))]);

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Of(string cell)
    {
        var text = Cut(cell);
        var first = text.AsSpan().IndexOfAny(Suspects);
        return first < 0 ? text : Escape(text, first);
    }

    private static string Cut(string cell)
    {
        if (cell.Length <= Longest)
        {
            return cell;
        }

        var kept = Longest - CutMark.Length;
        return string.Concat(cell.AsSpan(0, char.IsHighSurrogate(cell[kept - 1]) ? kept - 1 : kept), CutMark);
    }

    private static string Escape(string text, int first)
    {
        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (IsPairAt(text, i))
            {
                escaped.Append(text, i++, 2);
            }
            else if (MustEscapeAt(text, i))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }

    private static bool MustEscapeAt(string text, int i) => text[i] is '_' ? LooksEscapedAt(text, i) : IsUnwritableAt(text, i);

    private static bool IsUnwritableAt(string text, int i) => IsForbidden(text[i]) || (char.IsSurrogate(text[i]) && !IsPairAt(text, i));

    /// <summary>An underscore, <c>xHHHH</c>, and then an underscore again: the text's own, or the one that begins the next escape.</summary>
    private static bool LooksEscapedAt(string text, int i) =>
        i + 6 < text.Length && text[i + 1] is 'x'
        && !text.AsSpan(i + 2, 4).ContainsAnyExcept(HexDigits)
        && (text[i + 6] is '_' || IsUnwritableAt(text, i + 6));

    private static bool IsPairAt(string text, int i) => i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);

    /// <summary>Outside XML 1.0's Char (§2.2), or a carriage return, which a parser turns into a line feed (§2.11).</summary>
    private static bool IsForbidden(char c) => c is < ' ' and not '\t' and not '\n' or '\uFFFE' or '\uFFFF';
}
