using System.Buffers;
using System.Text;

namespace Overture.Audience.Files;

/// <summary>
/// The encoding of a text, from a sample of its bytes. Byte order marks and UTF-8 tell themselves (RFC 3629); UTF-16 shows by
/// the NULs beside its ASCII; among the older ones that one is right in which the text reads as words of some language.
/// </summary>
internal static class EncodingRule
{
    private const double Weak = 0.15;

    // Of ASCII read two bytes at a time about a fifth hits a character somebody uses; of a text nearly all.
    private const double Readable = 0.6;

    /// <summary>The IANA name of the encoding; windows-1252 where nothing fits, since every byte means something in it.</summary>
    public static string Find(ReadOnlySpan<byte> sample)
    {
        if (TextEncodings.OfMark(sample) is { } marked)
            return marked;
        if (Utf16(sample) is { } wide)
            return wide;
        if (Ascii.IsValid(sample) || IsUtf8(sample))
            return "utf-8";
        var bytes = sample.ToArray();
        var (best, score) = EncodingScore.Candidates
            .Select(name => (Name: name, Score: EncodingScore.Of(name, bytes)))
            .MaxBy(found => found.Score);
        return score >= Weak ? best : "windows-1252";
    }

    private static string? Utf16(ReadOnlySpan<byte> sample)
    {
        int little = 0, big = 0;
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            little += sample[i + 1] == 0 && IsText(sample[i]) ? 1 : 0;
            big += sample[i] == 0 && IsText(sample[i + 1]) ? 1 : 0;
        }
        if (Math.Max(little, big) * 100 < sample.Length / 2)
            return null;
        var wide = little > big * 4 ? "utf-16le" : big > little * 4 ? "utf-16be" : null;
        return wide is not null && WideCharacters.Share(sample, wide is "utf-16be") >= Readable ? wide : null;
    }

    private static bool IsText(byte b) => b is 9 or 10 or 13 or >= 32 and < 127;

    // A stray byte among much that is sound does not make a file something else; neither does a sample's cut end.
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        int sound = 0, broken = 0;
        while (!sample.IsEmpty)
        {
            var ascii = sample.IndexOfAnyExceptInRange((byte)0, (byte)127);
            if (ascii < 0)
                break;
            sample = sample[ascii..];
            var status = Rune.DecodeFromUtf8(sample, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
                break;
            sound += status == OperationStatus.Done ? 1 : 0;
            broken += status == OperationStatus.Done ? 0 : 1;
            sample = sample[used..];
        }
        return sound > 0 && broken * 10 <= sound;
    }
}
