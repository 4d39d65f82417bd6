namespace Overture.Drafting.Checks;

/// <summary>The sections of phrases.txt, each an index of its phrases.</summary>
internal static class Phrases
{
    private static readonly Dictionary<string, PhraseIndex> s_sections = Read();

    public static PhraseIndex Preamble { get; } = s_sections["preamble"];
    public static PhraseIndex LeadIn { get; } = s_sections["lead-in"];
    public static PhraseIndex Object { get; } = s_sections["object"];
    public static PhraseIndex Afterword { get; } = s_sections["afterword"];
    public static PhraseIndex Refusal { get; } = s_sections["refusal"];
    public static PhraseIndex Closing { get; } = s_sections["closing"];
    public static PhraseIndex WeakClosing { get; } = s_sections["weak-closing"];
    public static PhraseIndex Greeting { get; } = s_sections["greeting"];
    public static PhraseIndex Persona { get; } = s_sections["persona"];
    public static PhraseIndex Dangling { get; } = s_sections["dangling"];

    /// <summary>The first phrase of a section between two words, as it stands in the text.</summary>
    public static string? FirstIn(this PhraseIndex section, Passage text, int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            if (section.At(text, i).Words is > 0 and var count)
                return text.Cut(i, count);
        }
        return null;
    }

    private static Dictionary<string, PhraseIndex> Read()
    {
        var sections = new Dictionary<string, PhraseIndex>(StringComparer.Ordinal);
        PhraseIndex section = new();
        foreach (var line in DataFile.Lines(typeof(Phrases), "phrases.txt"))
        {
            if (line[0] == '[')
                sections.Add(line[1..line.IndexOf(']', StringComparison.Ordinal)], section = new());
            else
                section.Add(line, 1);
        }
        return sections;
    }
}
