using System.Text;

namespace Overture.Audience.Files;

/// <summary>Encodings by the names of the IANA registry.</summary>
internal static class TextEncodings
{
    private static readonly DecoderReplacementFallback Unknown = new("\uFFFD");

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of that name; bytes that mean nothing in it read as U+FFFD.</summary>
    /// <exception cref="FileRefused">There is none.</exception>
    public static Encoding Get(string name)
    {
        try
        {
            return name switch
            {
                "utf-16le" => Encoding.Unicode,
                "utf-16be" => Encoding.BigEndianUnicode,
                // Code page 949 is EUC-KR and what Windows adds to it, as the WHATWG Encoding standard has it.
                "euc-kr" => Encoding.GetEncoding(949, EncoderFallback.ReplacementFallback, Unknown),
                _ => Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, Unknown),
            };
        }
        catch (ArgumentException e)
        {
            throw new FileRefused("encoding", name, "there is no encoding of that name", "Use a name such as utf-8, windows-1252 or shift_jis", e);
        }
    }

    /// <summary>The encoding a byte order mark tells, and the mark's length; null without one.</summary>
    public static string? OfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, 0x00, 0x00, ..] => "utf-32le",
        [0x00, 0x00, 0xFE, 0xFF, ..] => "utf-32be",
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ => null,
    };
}
