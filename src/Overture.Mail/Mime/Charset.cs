using System.Text;

namespace Overture.Mail.Mime;

/// <summary>Finds the encoding a mail means by a charset's name (RFC 2978, IANA's registry, and the names that mail programs made up), and decodes with it whatever comes.</summary>
public static class Charset
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    // What a name means in mail where it is not what .NET knows by it: a superset that everybody writes under the name of the subset (WHATWG Encoding §4.2), or a private name.
    private static readonly Dictionary<string, int> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso_8859-1"] = 1252, ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["ansi"] = 1252, ["cp-1252"] = 1252, ["windows1252"] = 1252,
        ["us-ascii"] = 1252, ["ascii"] = 1252, ["ansi_x3.4-1968"] = 1252, ["iso646-us"] = 1252, ["646"] = 1252, ["iso_8859-15"] = 28605, ["latin9"] = 28605, ["iso8859-15"] = 28605,
        ["iso8859-2"] = 28592, ["iso8859-5"] = 28595, ["iso8859-7"] = 28597, ["iso8859-9"] = 1254, ["iso-8859-9"] = 1254, ["latin5"] = 1254, ["iso-8859-8-i"] = 28598, ["iso-8859-8-e"] = 28598,
        ["iso-8859-11"] = 874, ["tis-620"] = 874, ["tis620"] = 874, ["utf8"] = 65001, ["utf-8n"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["utf-8-sig"] = 65001, ["utf16"] = 1200,
        ["ks_c_5601-1987"] = 949, ["ks_c_5601"] = 949, ["ksc5601"] = 949, ["ks-c-5601-1987"] = 949, ["euc-kr"] = 949, ["euckr"] = 949, ["cp949"] = 949, ["uhc"] = 949, ["5601"] = 949,
        ["gb2312"] = 54936, ["gbk"] = 54936, ["gb_2312-80"] = 54936, ["x-gbk"] = 54936, ["cp936"] = 54936, ["chinese"] = 54936, ["euc-cn"] = 54936, ["gb18030"] = 54936,
        ["big5"] = 950, ["big-5"] = 950, ["big5-hkscs"] = 950, ["x-big5"] = 950, ["cp950"] = 950, ["big5hkscs"] = 950, ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932,
        ["ms_kanji"] = 932, ["cp932"] = 932, ["windows-31j"] = 932, ["iso-2022-jp"] = 50220, ["iso2022-jp"] = 50220, ["iso-2022-jp-ms"] = 50220, ["iso-2022-jp-2"] = 50220,
        ["euc-jp"] = 51932, ["eucjp"] = 51932, ["x-euc-jp"] = 51932, ["hz"] = 52936, ["hz-gb-2312"] = 52936, ["koi8"] = 20866, ["koi-8"] = 20866, ["macintosh"] = 10000, ["mac"] = 10000, ["x-mac-roman"] = 10000,
        ["cp850"] = 850, ["cp-850"] = 850, ["cp1250"] = 1250, ["cp1251"] = 1251, ["cp-1251"] = 1251, ["win-1251"] = 1251, ["cp1252"] = 1252, ["cp1253"] = 1253, ["cp1254"] = 1254, ["cp1255"] = 1255, ["cp1256"] = 1256, ["cp1257"] = 1257, ["cp1258"] = 1258,
    };

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding for a name as mail writes it; null where nobody knows it. UTF-7 is not among them: <see cref="Decode"/> knows it.</summary>
    /// <param name="name">As <c>iso-8859-1</c>, <c>"UTF8"</c>, <c>cp1251</c> or <c>x-sjis</c>; case, quotes and white space around it do not matter.</param>
    public static Encoding? Find(string? name)
    {
        var clean = Clean(name);
        if (clean.Length is 0 or > 40)
        {
            return null;
        }

        try
        {
            return Known.TryGetValue(clean, out var page) ? Encoding.GetEncoding(page) : Encoding.GetEncoding(clean);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text these octets mean. Never fails: what no encoding explains becomes U+FFFD.</summary>
    /// <param name="octets">Encoded text.</param>
    /// <param name="name">The charset a mail names, or null. A name that is unknown, ASCII or Latin-1 gives way to UTF-8 where the octets are UTF-8, and to Windows-1252 elsewhere.</param>
    public static string Decode(ReadOnlySpan<byte> octets, string? name)
    {
        var clean = Clean(name);
        if (IsUtf7(clean))
        {
            return Utf7.Decode(octets);
        }

        var named = Find(clean);
        if (named is null || named.CodePage is 1252 or 65001)
        {
            if (System.Text.Ascii.IsValid(octets))
            {
                return Encoding.ASCII.GetString(octets);
            }

            return TryUtf8(octets) ?? (named?.CodePage is 65001 ? Encoding.UTF8 : Encoding.GetEncoding(1252)).GetString(octets);
        }

        return named.GetString(octets);
    }

    /// <summary>Strictly UTF-8, or null.</summary>
    internal static string? TryUtf8(ReadOnlySpan<byte> octets)
    {
        if (!System.Text.Unicode.Utf8.IsValid(octets))
        {
            return null;
        }

        return StrictUtf8.GetString(octets);
    }

    private static bool IsUtf7(string name) =>
        name.Equals("utf-7", StringComparison.OrdinalIgnoreCase) || name.Equals("utf7", StringComparison.OrdinalIgnoreCase) || name.Equals("unicode-1-1-utf-7", StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-unicode-2-0-utf-7", StringComparison.OrdinalIgnoreCase) || name.Equals("csunicode11utf7", StringComparison.OrdinalIgnoreCase);

    private static string Clean(string? name) => name?.Trim(' ', '\t', '"', '\'', ';') ?? "";
}
