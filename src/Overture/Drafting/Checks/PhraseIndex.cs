namespace Overture.Drafting.Checks;

/// <summary>Phrases by the hashes of their words, found in a text without making strings. A kind is any bits but the top one.</summary>
internal sealed class PhraseIndex
{
    private const byte Beginning = 0x80;
    private readonly Dictionary<ulong, byte> _nodes = [];

    public int Count => _nodes.Count;

    public void Add(string phrase, byte kind)
    {
        var words = Words.Split(phrase);
        ulong node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            node = Passage.Join(node, Passage.HashOf(phrase.AsSpan(words[i].Start, words[i].Length)));
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_nodes, node, out _) |= i == words.Count - 1 ? kind : Beginning;
        }
    }

    /// <summary>The longest phrase that begins at a word: how many words, of which kind; (0, 0) for none.</summary>
    public (int Words, byte Kind) At(Passage text, int word)
    {
        (int, byte) found = default;
        ulong node = 0;
        for (var i = word; i < text.Hashes.Length; i++)
        {
            node = Passage.Join(node, text.Hashes[i]);
            if (!_nodes.TryGetValue(node, out var kind))
                break;
            if ((kind & ~Beginning) != 0)
                found = (i - word + 1, (byte)(kind & ~Beginning));
            if ((kind & Beginning) == 0)
                break;
        }
        return found;
    }
}
