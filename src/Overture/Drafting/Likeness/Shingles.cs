namespace Overture.Drafting.Likeness;

/// <summary>
/// A text as the set of its runs of three words (Broder, "On the resemblance and containment of documents", 1997): two texts are as alike as the
/// share of runs they have in common. Case, punctuation and layout count for nothing.
/// </summary>
internal static class Shingles
{
    private const int Run = 3;

    /// <returns>Hashes of the runs, in order, each once. A text of fewer words is one run.</returns>
    public static ulong[] Of(string text)
    {
        var words = Words(text);
        if (words.Count is 0)
        {
            return [];
        }

        var runs = new ulong[Math.Max(1, words.Count - Run + 1)];
        for (var i = 0; i < runs.Length; i++)
        {
            for (var word = i; word < Math.Min(i + Run, words.Count); word++)
            {
                runs[i] = Mix(runs[i] + words[word]);
            }
        }

        return [.. runs.Distinct().Order()];
    }

    /// <returns>0 for nothing in common, 1 for the same runs.</returns>
    public static double Resemblance(ulong[] one, ulong[] other)
    {
        var (i, j, both) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            both += one[i] == other[j] ? 1 : 0;
            (i, j) = one[i] == other[j] ? (i + 1, j + 1) : one[i] < other[j] ? (i + 1, j) : (i, j + 1);
        }

        return one.Length + other.Length is 0 ? 0 : (double)both / (one.Length + other.Length - both);
    }

    /// <summary>The finalizer of MurmurHash3: every bit of the input moves every bit of the outcome.</summary>
    public static ulong Mix(ulong h)
    {
        h = (h ^ (h >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        h = (h ^ (h >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return h ^ (h >> 33);
    }

    /// <summary>A hash for each word; in scripts that put no space between words each character is one.</summary>
    private static List<ulong> Words(string text)
    {
        var words = new List<ulong>(text.Length / 5);
        var word = 0UL;
        foreach (var c in text)
        {
            var (letter, alone) = (char.IsLetterOrDigit(c), IsAlone(c));
            if ((alone || !letter) && word is not 0)
            {
                words.Add(word);
                word = 0;
            }

            word = letter ? Mix(word + char.ToLowerInvariant(c) + 1) : word;
            if (alone)
            {
                words.Add(word);
                word = 0;
            }
        }

        if (word is not 0)
        {
            words.Add(word);
        }

        return words;
    }

    /// <summary>Thai, Lao, Khmer, kana and Han.</summary>
    private static bool IsAlone(char c) => c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
