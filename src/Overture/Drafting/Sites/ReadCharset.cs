using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Overture.Drafting.Sites;

/// <summary>
/// Bytes of a page to text. Order as the WHATWG HTML standard has it (byte order mark, the header's charset, the meta element in the first
/// 1,024 bytes), with one addition: a page that says UTF-8 and is not, as a default header often does, is read by its meta element or as windows-1252.
/// </summary>
internal static partial class ReadCharset
{
    private const int Prescan = 1_024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Labels that browsers read as another, larger encoding (WHATWG Encoding §4.2).</summary>
    private static readonly FrozenDictionary<string, string> Larger = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = "windows-1252", ["us-ascii"] = "windows-1252", ["latin1"] = "windows-1252", ["iso-8859-1"] = "windows-1252", ["iso8859-1"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254", ["latin5"] = "windows-1254", ["iso-8859-11"] = "windows-874", ["tis-620"] = "windows-874",
        ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["gb_2312-80"] = "gb18030", ["x-gbk"] = "gb18030", ["chinese"] = "gb18030",
        ["sjis"] = "shift_jis", ["x-sjis"] = "shift_jis", ["shift-jis"] = "shift_jis", ["windows-31j"] = "shift_jis", ["ms_kanji"] = "shift_jis",
        ["euc-kr"] = "ks_c_5601-1987", ["ksc5601"] = "ks_c_5601-1987", ["korean"] = "ks_c_5601-1987", ["windows-949"] = "ks_c_5601-1987",
        ["big5-hkscs"] = "big5", ["x-x-big5"] = "big5", ["utf8"] = "utf-8", ["unicode"] = "utf-16le", ["utf-16"] = "utf-16le", ["koi8"] = "koi8-r",
        ["cp1250"] = "windows-1250", ["cp1251"] = "windows-1251", ["cp1252"] = "windows-1252", ["win-1251"] = "windows-1251", ["x-cp1251"] = "windows-1251",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="body">The page, possibly cut in the middle of a character.</param>
    /// <param name="headerCharset">The charset parameter of Content-Type, if it had one.</param>
    public static string Decode(byte[] body, string? headerCharset)
    {
        if (Marked(body) is var (encoding, length))
        {
            return encoding.GetString(body, length, body.Length - length);
        }

        return (Find(headerCharset), Find(MetaCharset(body))) switch
        {
            ({ } header, var meta) => Trust(header, body) ? header.GetString(body) : Fallback(meta).GetString(body),
            (null, { } meta) => Trust(meta, body) ? meta.GetString(body) : Fallback(null).GetString(body),
            (null, null) => (IsUtf8(body) ? Encoding.UTF8 : Fallback(null)).GetString(body),
        };
    }

    private static (Encoding Encoding, int Length)? Marked(byte[] body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        _ => null,
    };

    private static bool Trust(Encoding said, byte[] body) => said.CodePage != Encoding.UTF8.CodePage || IsUtf8(body);

    private static Encoding Fallback(Encoding? meta) =>
        meta is { } other && other.CodePage != Encoding.UTF8.CodePage ? other : Find("windows-1252")!;

    /// <summary>Also true when only the last character is torn.</summary>
    private static bool IsUtf8(byte[] body)
    {
        try
        {
            StrictUtf8.GetDecoder().GetCharCount(body, 0, body.Length, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding? Find(string? label)
    {
        var name = (label ?? "").Trim(' ', '"', '\'');
        name = Larger.GetValueOrDefault(name, name);
        try
        {
            return name.Length is 0 or > 40 || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase)
                ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>UTF-16 in a meta element cannot be true, since the element was read as ASCII: it means UTF-8.</summary>
    private static string? MetaCharset(byte[] body)
    {
        var head = Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, Prescan));
        return Meta().Match(head) is not { Success: true, Groups: [_, { Value: var label }] } ? null
            : label.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : label;
    }

    [GeneratedRegex(@"<meta\s[^>]*?charset\s*=\s*[""']?\s*([A-Za-z0-9_:.\-]+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
