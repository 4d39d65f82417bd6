using System.Text.RegularExpressions;

namespace Overture.Drafting.Checks;

/// <summary>Anything but plain text: HTML, Markdown, BBCode, JSON, header lines, control characters, an unfit subject.</summary>
internal static partial class Markup
{
    private const int LongestSubject = 150;
    private static readonly System.Buffers.SearchValues<char> s_signs = System.Buffers.SearchValues.Create("<&*_#`[|\\~:");

    public static string? Find(Passage text)
    {
        if (text.Subject.Length > LongestSubject || text.Subject.IndexOfAny('\n', '\r') >= 0)
            return $"The subject is not one line of at most {LongestSubject} characters. Shorten it.";
        if (ControlIn(text.Text) is { } control)
            return control;
        if (text.Text.AsSpan().IndexOfAny(s_signs) < 0)
            return null;
        if (HeaderLine().Match(text.Text) is { Success: true } header)
            return $"It holds a header line: \"{Excerpt.Of(header.Value)}\". Leave it out.";
        return Sign().Match(text.Text) is { Success: true } sign ? $"It holds markup: \"{Excerpt.Of(sign.Value)}\". Write plain text." : null;
    }

    private static string? ControlIn(string text)
    {
        foreach (var c in text)
        {
            if ((char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029' or '\uFFFD')
                return $"It holds a control character (U+{(int)c:X4}). Use plain text only.";
        }
        return null;
    }

    [GeneratedRegex("""
        </?[a-zA-Z!?][^<>]*> | <(?:a|img|script|iframe|div|p|br|style|svg|b|i)\b | <!-- | &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);
        | \*\*|__[^_\s]|~~|` | ^[ \t]{0,3}\#{1,6}[ \t]\S | (?<![\w*])\*[^\s*][^*\n]{0,200}\*(?![\w*]) | (?<!\w)_[^\s_][^_\n]{0,200}_(?!\w)
        | !?\[[^\]\n]{0,200}\][ ]?\( | ^[ \t]*[*•][ \t]+\S | \[/?(?:b|i|u|url|img|code|quote|size|color)\b[^\]\n]{0,200}\] | ^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$
        | ^\|.*\|[ \t]*$ | \|[ \t]*:?-{3,} | \\[nrt"*_] | "(?:subject|body|email|opener)"[ ]*: | \*\|\w+\|\*
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Sign();

    // RFC 5322 §3.6 and the names a model gives to parts of its answer.
    [GeneratedRegex(@"^[ \t]*(?:to|from|cc|bcc|subject|reply-to|sender|date|x-[a-z-]+|content-type|content-transfer-encoding|mime-version|list-unsubscribe|body|email|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|тема|件名|主题)[ \t]*[:：].{0,80}", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HeaderLine();
}
