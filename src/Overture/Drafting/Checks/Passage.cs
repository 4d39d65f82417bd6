namespace Overture.Drafting.Checks;

/// <summary>A text read once for every check: subject and body as one, its words, and a hash of each word in lower case.</summary>
internal sealed class Passage
{
    private const ulong Prime = 0x9E3779B97F4A7C15;
    private string? _skeleton;

    private Passage(string text, int bodyStart)
    {
        (Text, BodyStart, Words) = (text, bodyStart, Checks.Words.Split(text));
        Hashes = new ulong[Words.Count];
        for (var i = 0; i < Hashes.Length; i++)
            Hashes[i] = HashOf(text.AsSpan(Words[i].Start, Words[i].Length));
        FirstBodyWord = Words.FindIndex(w => w.Start >= bodyStart) is var first and >= 0 ? first : Words.Count;
    }

    public static Passage Of(Copy copy)
    {
        var body = copy.Body.ReplaceLineEndings("\n").Trim();
        var subject = copy.Subject?.Trim() ?? "";
        return subject.Length == 0 ? new(body, 0) : new($"{subject}\n\n{body}", subject.Length + 2);
    }

    public static Passage Of(string text) => new(text, 0);

    public string Text { get; }
    public int BodyStart { get; }
    public List<WordSpan> Words { get; }
    public ulong[] Hashes { get; }
    public int FirstBodyWord { get; }
    public int BodyWords => Words.Count - FirstBodyWord;
    public ReadOnlySpan<char> Subject => BodyStart == 0 ? default : Text.AsSpan(0, BodyStart - 2);
    public ReadOnlySpan<char> Body => Text.AsSpan(BodyStart);

    /// <summary>The text without disguises: see <see cref="Checks.Skeleton"/>.</summary>
    public string Skeleton => _skeleton ??= Checks.Skeleton.Of(Text);

    public ReadOnlySpan<char> this[int word] => Text.AsSpan(Words[word].Start, Words[word].Length);

    /// <summary>The text from one word to another, as it stands.</summary>
    public string Cut(int word, int count) => Text[Words[word].Start..Words[word + count - 1].End];

    /// <summary>The text between a word and the one before it.</summary>
    public ReadOnlySpan<char> Before(int word)
    {
        var from = word == 0 ? 0 : Words[word - 1].End;
        return Text.AsSpan(from, Words[word].Start - from);
    }

    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ (c < 128 ? (uint)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : c == '’' ? '\'' : char.ToLowerInvariant(c))) * 1099511628211UL;
        return hash;
    }

    /// <summary>The hash of a phrase from the hash of its beginning and its next word.</summary>
    public static ulong Join(ulong phrase, ulong word) => (ulong.RotateLeft(phrase, 7) ^ word) * Prime;
}
