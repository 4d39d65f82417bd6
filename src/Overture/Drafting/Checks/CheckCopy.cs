namespace Overture.Drafting.Checks;

/// <summary>Every check of one text against its prompt's rules and its row. Pure; one reading of the text serves them all.</summary>
internal static class CheckCopy
{
    public static IReadOnlyList<CheckResult> Run(Copy copy, OutputRules rules, CopyContext context)
    {
        var text = Passage.Of(copy);
        return
        [
            Of("empty", Empty(text, rules)),
            Of("refusal", Refusal.Find(text)),
            Of("preamble", Preamble.Find(text)),
            Of("words", WordCount(text, rules)) with { Detail = WordCount(text, rules) ?? $"{text.BodyWords} words" },
            Of("sentences", SentenceCount(text, rules)),
            Of("cut-off", Ending.Find(text, rules)),
            Of("language", rules.Language is { } language ? Language.Find(text, language) : null),
            Of("signature", rules.Signature ? null : Signature.Find(text)),
            Of("placeholder", Placeholders.Find(text)),
            Of("link", Links.Find(text, rules, context)),
            Of("markup", Markup.Find(text)),
            Of("disguise", Disguise.Find(text)),
            Of("prompt-leak", PromptLeak.Find(text, context)),
            Of("other-row", NeighbourNames.Find(text, context)),
        ];
    }

    public static bool Passes(Copy copy, OutputRules rules, CopyContext context) => Run(copy, rules, context).All(c => c.Passed);

    private static CheckResult Of(string id, string? fault) => new(id, fault is null, fault);

    private static string? Empty(Passage text, OutputRules rules)
    {
        if (text.BodyWords == 0)
            return "The text is empty. Write it.";
        return rules.Subject && text.Subject.Length == 0 ? "The subject line is missing. Give one." : null;
    }

    private static string? WordCount(Passage text, OutputRules rules)
    {
        if (text.BodyWords < rules.MinWords)
            return $"The text has {Plural(text.BodyWords, "word")}; {Wanted(rules)} are wanted. Lengthen it.";
        return text.BodyWords > rules.MaxWords ? $"The text has {Plural(text.BodyWords, "word")}; {Wanted(rules)} are wanted. Shorten it." : null;
    }

    private static string Wanted(OutputRules rules) => (rules.MinWords, rules.MaxWords) switch
    {
        ({ } min, { } max) => $"{min} to {max}",
        ({ } min, null) => $"at least {min}",
        (_, var max) => $"at most {max}",
    };

    private static string? SentenceCount(Passage text, OutputRules rules)
    {
        if (rules.MaxSentences is not { } most)
            return null;
        var count = Sentences.Count(text);
        return count > most ? $"The text has {Plural(count, "sentence")}; at most {most} are wanted. Shorten it." : null;
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
