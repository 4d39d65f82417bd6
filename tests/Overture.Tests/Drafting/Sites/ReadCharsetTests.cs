using System.Text;
using Overture.Drafting.Sites;

namespace Overture.Tests.Drafting.Sites;

public class ReadCharsetTests
{
    [Theory]
    [InlineData("windows-1252", "Zürich – naïve", "iso-8859-1", "")]
    [InlineData("windows-1252", "Zürich – naïve", null, "<meta charset=latin1>")]
    [InlineData("windows-1252", "Zürich – naïve", "utf-8", "")]
    [InlineData("windows-1252", "Zürich – naïve", null, "")]
    [InlineData("windows-1250", "Łódź", "windows-1250", "<meta charset=utf-8>")]
    [InlineData("shift_jis", "木造の船", null, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\">")]
    [InlineData("euc-jp", "木造の船", "EUC-JP", "")]
    [InlineData("gb18030", "木船", "gb2312", "")]
    [InlineData("big5", "木船", "Big5", "")]
    [InlineData("ks_c_5601-1987", "나무 배", "euc-kr", "")]
    [InlineData("koi8-r", "Лодки", "koi8-r", "")]
    [InlineData("utf-8", "Лодки", "nonsense", "")]
    [InlineData("utf-8", "Лодки", "utf-7", "")]
    [InlineData("utf-8", "Лодки", null, "<meta charset=utf-16>")]
    [InlineData("utf-8", "Лодки", "\"UTF8\"", "")]
    public void Bytes_are_read_as_they_were_written(string written, string text, string? header, string head)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);

        Assert.Equal(head + text, ReadCharset.Decode(encoding.GetBytes(head + text), header));
    }

    [Fact]
    public void A_byte_order_mark_outweighs_what_the_header_says() =>
        Assert.Equal("Лодки", ReadCharset.Decode([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("Лодки")], "utf-8"));

    [Fact]
    public void A_page_cut_within_a_character_is_still_utf_8() =>
        Assert.StartsWith("Лодк", ReadCharset.Decode(Encoding.UTF8.GetBytes("Лодки")[..^1], null), StringComparison.Ordinal);
}
