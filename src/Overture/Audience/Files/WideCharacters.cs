using System.Buffers.Binary;

namespace Overture.Audience.Files;

/// <summary>
/// Whether bytes taken two by two are characters that people write. A few NULs among single bytes look like UTF-16 too, but
/// then every other pair is two letters read as one rare ideograph.
/// </summary>
internal static class WideCharacters
{
    private static readonly HashSet<char> Common = [.. ((string[])["shift_jis", "gb18030", "big5", "euc-kr"]).SelectMany(CommonCharacters.Of)];

    /// <summary>The share of them, 0 to 1.</summary>
    public static double Share(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        int all = bytes.Length / 2, written = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
            written += IsWritten((char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..]))) ? 1 : 0;
        return all == 0 ? 0 : (double)written / all;
    }

    private static bool IsWritten(char c) => c switch
    {
        < ' ' => c is '\t' or '\n' or '\r',
        < '\u2000' => c is < '\u007F' or > '\u009F',
        < '\u2E80' => c is '…' or '€' or '™' or (>= '\u2010' and < '\u2020'),
        < '\u3400' => true, // kana, bopomofo, the punctuation of East Asia
        < '\uD800' => Common.Contains(c),
        _ => c is < '\uE000' or (>= '\uFF00' and < '\uFFF0') or '\uFEFF',
    };
}
