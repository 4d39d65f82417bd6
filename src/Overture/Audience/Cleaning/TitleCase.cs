using System.Buffers;
using System.Globalization;

namespace Overture.Audience.Cleaning;

/// <summary>One shouted or whispered word as a name is written: "O'NEIL" → "O'Neil", "mcdonald" → "McDonald", "JOE'S" → "Joe's".</summary>
internal static class TitleCase
{
    // Latin, Greek and Cyrillic; a word of capitals without any of them is read letter by letter.
    private static readonly SearchValues<char> Vowels = SearchValues.Create("AEIOUYÁÀÂÄÃÅĄĂÆÉÈÊËĘĚÍÌÎÏİÓÒÔÖÕØŐŒÚÙÛÜŮŰÝАЕЁИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩΆΈΉΊΌΎΏ");

    public static string Word(ReadOnlySpan<char> word)
    {
        if (IsShoutedScot(word))
        {
            var prefix = word[1] == 'c' ? 2 : 3;
            return string.Concat(word[..prefix], Word(word[prefix..]));
        }

        var lower = word.ToString().ToLowerInvariant().ToCharArray();
        var start = true;
        for (var i = 0; i < lower.Length; i++)
        {
            if (start && char.IsLetter(lower[i]))
            {
                lower[i] = CultureInfo.InvariantCulture.TextInfo.ToUpper(lower[i]);
                start = false;
            }
            else
            {
                start = lower[i] is '-' or '/'
                    || (IsApostrophe(lower[i]) && LettersFrom(lower, i + 1) > 1) // O'Neil, but Joe's
                    || (lower[i] == '.' && LettersFrom(lower, i + 1) == 1); // J.R., but Booking.com
            }
        }

        return Scottish(lower);
    }

    /// <summary>Only capitals, at least one of them.</summary>
    public static bool IsShouted(ReadOnlySpan<char> word) => Has(word, char.IsUpper) && !Has(word, char.IsLower);

    /// <summary>Only small letters, at least one of them.</summary>
    public static bool IsWhispered(ReadOnlySpan<char> word) => Has(word, char.IsLower) && !Has(word, char.IsUpper);

    /// <summary>"McDONALD", "MacLEOD": shouted but for its prefix.</summary>
    public static bool IsShoutedScot(ReadOnlySpan<char> word) =>
        (word.StartsWith("Mc", StringComparison.Ordinal) && word.Length > 3 && IsShouted(word[2..])) || (word.StartsWith("Mac", StringComparison.Ordinal) && word.Length > 4 && IsShouted(word[3..]));

    /// <summary>A word of capitals that can be spoken as a word.</summary>
    public static bool HasVowel(ReadOnlySpan<char> word) => word.ContainsAny(Vowels);

    public static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ' or '`' or '´';

    private static int LettersFrom(char[] word, int start)
    {
        var end = start;
        while (end < word.Length && char.IsLetter(word[end]))
        {
            end++;
        }

        return end - start;
    }

    private static string Scottish(char[] word)
    {
        if (word.Length >= 5 && word[0] == 'M' && word[1] == 'c')
        {
            word[2] = char.ToUpperInvariant(word[2]);
        }

        return new string(word);
    }

    private static bool Has(ReadOnlySpan<char> word, Func<char, bool> kind)
    {
        foreach (var c in word)
        {
            if (kind(c))
            {
                return true;
            }
        }

        return false;
    }
}
