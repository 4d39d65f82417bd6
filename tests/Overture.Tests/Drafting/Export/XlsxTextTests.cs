using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Overture.Drafting.Export;

namespace Overture.Tests.Drafting.Export;

public sealed partial class XlsxTextTests
{
    [Theory]
    [InlineData("Maria_Jose 😀\tand\nmore", "Maria_Jose 😀\tand\nmore")]
    [InlineData("a\rb", "a_x000D_b")]
    [InlineData("\u0000\uFFFF", "_x0000__xFFFF_")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("_x0041_x0042_", "_x005F_x0041_x005F_x0042_")]
    [InlineData("_x0041\r", "_x005F_x0041_x000D_")]
    [InlineData("_x004_", "_x004_")]
    public void What_a_workbook_cannot_hold_is_escaped(string text, string written) => Assert.Equal(written, XlsxText.Of(text));

    [Fact]
    public void Every_text_is_writable_and_reads_back_as_it_stood()
    {
        var pieces = Gen.Elements("_", "x", "_x", "0041", "00e9", "_x0041", "_x0041_", "a", "\r", "\u0001", "\uD83D", "\uDE00", "😀", "\uFFFE", "\n");
        var texts = pieces.ListOf().Select(list => string.Concat(list)).ToArbitrary();

        Prop.ForAll(texts, text => IsXml(XlsxText.Of(text)) && ReadBack(XlsxText.Of(text)) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void A_text_too_long_for_a_cell_is_cut_with_a_mark()
    {
        var fits = new string('a', XlsxText.Longest);

        Assert.Equal(fits, XlsxText.Of(fits));
        var cut = XlsxText.Of(fits + "a");
        Assert.Equal(XlsxText.Longest, cut.Length);
        Assert.EndsWith("a" + XlsxText.CutMark, cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public void A_cut_never_halves_a_character(string before)
    {
        var cut = XlsxText.Of(before + string.Concat(Enumerable.Repeat("😀", XlsxText.Longest)));

        Assert.InRange(cut.Length, XlsxText.Longest - 1, XlsxText.Longest);
        Assert.EndsWith("😀" + XlsxText.CutMark, cut, StringComparison.Ordinal);
    }

    private static bool IsXml(string text)
    {
        try
        {
            _ = System.Xml.XmlConvert.VerifyXmlChars(text);
            return !text.Contains('\r', StringComparison.Ordinal);
        }
        catch (System.Xml.XmlException)
        {
            return false;
        }
    }

    private static string ReadBack(string written) => Escaped().Replace(written, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, 1000)]
    private static partial Regex Escaped();
}
