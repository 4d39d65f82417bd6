namespace Overture.Drafting.Checks;

/// <summary>How many letters of each script a text has.</summary>
internal readonly record struct Script(int Latin, int Cyrillic, int Han, int Kana, int Other, bool Ukrainian)
{
    public static Script Of(ReadOnlySpan<char> text)
    {
        var (latin, cyrillic, han, kana, other, ukrainian) = (0, 0, 0, 0, 0, false);
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F')
                latin++;
            else if (!char.IsLetter(c))
                continue;
            else if (c is >= '\u0400' and <= '\u052F')
                (cyrillic, ukrainian) = (cyrillic + 1, ukrainian || c is 'і' or 'ї' or 'є' or 'ґ' or 'ў');
            else if (c is >= '\u3040' and <= '\u30FF')
                kana++;
            else if (c is >= '\u3400' and <= '\u9FFF')
                han++;
            else
                other++;
        }
        return new(latin, cyrillic, han, kana, other, ukrainian);
    }

    /// <summary>Most letters are of the script the language is written in; names may be in another.</summary>
    public bool Fits(string language)
    {
        // An ideograph says about as much as three letters.
        var all = Latin + Cyrillic + Other + 3 * (Han + Kana);
        return language switch
        {
            "zh" => 3 * Han >= 0.5 * all && Kana * 10 <= Han,
            "ja" => 3 * (Han + Kana) >= 0.5 * all && Kana * 8 >= Han,
            "ru" => Cyrillic >= 0.5 * all,
            _ => Latin >= 0.6 * all,
        };
    }
}
