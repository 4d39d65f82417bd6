namespace Overture.Drafting.Checks;

/// <summary>The model refused or asked back instead of writing.</summary>
internal static class Refusal
{
    public static string? Find(Passage text)
    {
        var said = Phrases.Refusal.FirstIn(text, 0, text.Words.Count);
        return said is null ? null : $"The model refused or asked back (\"{Excerpt.Of(said)}\"). Write the text from what is given.";
    }
}
