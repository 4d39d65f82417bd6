using System.Buffers;
using System.Text;

namespace Overture.Audience.Files;

/// <summary>
/// How well bytes read in an encoding, 0 to 1. East Asian text is measured by its share of common characters, Cyrillic and
/// Latin text by its share of words whose letters belong to one language. One language that explains all counts for more
/// than several that explain a part each.
/// </summary>
internal static class EncodingScore
{
    /// <summary>What is tried, the likelier first: it wins where two read the same.</summary>
    public static readonly string[] Candidates =
    [
        "windows-1252", "iso-8859-15", "windows-1250", "windows-1251", "koi8-r",
        "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr",
    ];

    private const string Marks = "“”‘’„‚‹›«»–—…•·€£§°®™©ªº¿¡×÷±¹²³½¼¾´¨\u00A0\u00AD№";

    private static readonly SearchValues<byte> Latin9 = SearchValues.Create([0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE]);
    private static readonly char[] Edges = Marks.ToCharArray();

    public static double Of(string encoding, byte[] bytes)
    {
        var text = TextEncodings.Get(encoding).GetString(bytes);
        return encoding switch
        {
            "windows-1251" => Cyrillic(text),
            "koi8-r" => Cyrillic(text),
            "windows-1250" => Latin(text, Alphabets.Central),
            "windows-1252" => Latin(text, Alphabets.Western) + 0.06,
            "iso-8859-15" => Latin(text, Alphabets.Western) + (UsesLatin9(bytes) ? 0.07 : 0),
            _ => EastAsian(text, CommonCharacters.Of(encoding)),
        };
    }

    // The eight places where ISO 8859-15 differs from 8859-1; C1 controls mean it is Windows-1252 after all.
    private static bool UsesLatin9(byte[] bytes) =>
        bytes.AsSpan().ContainsAny(Latin9) && !bytes.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0x9F);

    private static double EastAsian(string text, HashSet<char> common)
    {
        double sum = 0;
        var count = 0;
        foreach (var c in text)
        {
            if (c < 0x80)
                continue;
            count++;
            sum += Weight(c, common);
        }
        return count == 0 ? 0 : Math.Clamp(sum / count / 0.55, 0, 1);
    }

    private static double Weight(char c, HashSet<char> common) => c switch
    {
        '\uFFFD' or (>= '\uE000' and < '\uF900') or (>= '\u0080' and < '\u00A0') => -3,
        _ when common.Contains(c) => 1,
        >= '\uAC00' and <= '\uD7A3' => common.Contains('가') ? 0.1 : 0,
        // Half-width katakana: single bytes, so that any text reads as them.
        >= '\uFF61' and <= '\uFF9F' => 0,
        >= '\u3000' and < '\u3030' or >= '\uFF00' and < '\uFF61' => 0.5,
        _ => 0,
    };

    private static double Cyrillic(string text)
    {
        int words = 0, good = 0, letters = 0, frequent = 0;
        foreach (var word in Words(text))
        {
            words++;
            if (!word.AsSpan().ContainsAnyExcept(Alphabets.Cyrillic) && HasPlainCase(word))
                good++;
            letters += word.Length;
            frequent += word.Count(c => Alphabets.FrequentCyrillic.Contains(char.ToLowerInvariant(c)));
        }
        return words == 0 ? 0 : (double)good / words * Math.Min(1, (double)frequent / letters / 0.5);
    }

    private static double Latin(string text, string[] languages)
    {
        int words = 0, any = 0;
        var each = new int[languages.Length];
        foreach (var word in Words(text))
        {
            words++;
            if (!HasPlainCase(word) || RunsOnAbove(word))
                continue;
            var found = false;
            for (var i = 0; i < languages.Length; i++)
            {
                var fits = BelongsTo(word, languages[i]);
                each[i] += fits ? 1 : 0;
                found |= fits;
            }
            any += found ? 1 : 0;
        }
        return words == 0 ? 0.5 : 0.6 * any / words + 0.4 * each.Max() / words;
    }

    private static bool BelongsTo(string word, string language)
    {
        foreach (var c in word)
        {
            if (c >= 0x80 && c != '’' && !language.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    // Words with something beyond ASCII in them, without the marks around them.
    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && (text[at] >= 0x80 || char.IsAsciiLetter(text[at])))
                at++;
            var word = text[start..at].Trim(Edges);
            // One letter alone is as likely a sign that this encoding has a letter for: £ is Ł elsewhere.
            if (word.Length > 1 && !Ascii.IsValid(word))
                yield return word;
            at = at == start ? at + 1 : at;
        }
    }

    // "Иван", "иван", "ИВАН"; never "иВАН" or "MÜller" the other way round.
    private static bool HasPlainCase(string word)
    {
        var upper = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsUpper(word[i]))
                continue;
            upper++;
            if (word[i] >= 0x80 && i > 0 && char.IsLower(word[i - 1]))
                return false;
        }
        return upper <= 1 || upper == word.Length || word[0] < 0x80 || char.IsUpper(word[0]);
    }

    private static bool RunsOnAbove(string word)
    {
        var run = 0;
        foreach (var c in word)
        {
            run = c >= 0x80 ? run + 1 : 0;
            if (run == 3)
                return true;
        }
        return false;
    }
}
