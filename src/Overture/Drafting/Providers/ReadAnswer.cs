using System.Text.RegularExpressions;
using Overture.Drafting.Checks;
using Overture.Web;

namespace Overture.Drafting.Providers;

/// <summary>
/// Understands what a model answered: JSON with subject and body (fenced or not, with talk around it), a "Subject:" line and the body,
/// or the bare body. Null when there is no text in it, or JSON that was cut off. Never throws; linear in the answer.
/// </summary>
internal static partial class ReadAnswer
{
    private const int SubjectWithin = 4;

    public static Copy? Run(string answer, bool wantsSubject)
    {
        var text = Unfence(WithoutThoughts(Whole(answer).Replace("\uFEFF", "", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim()));
        if (AnswerJson.LooksLike(text))
            return AnswerJson.Read(text) is { } json ? Clean(json, wantsSubject) : null;
        return Clean(FromLines(text), wantsSubject);
    }

    private static Copy? Clean(Copy copy, bool wantsSubject)
    {
        var body = Unquote(BlankLines().Replace(ControlCharacters.Without(copy.Body).ReplaceLineEndings("\n"), "\n\n").Trim());
        var subject = Unquote(ControlCharacters.Without(copy.Subject ?? "").Trim().Trim('*', '_', '#').Trim());
        return body.Length == 0 ? null : new(wantsSubject && subject.Length > 0 ? subject : null, string.Join('\n', body.Split('\n').Select(l => l.TrimEnd())));
    }

    /// <summary>Halves of surrogate pairs, which no JSON and no database takes, become U+FFFD.</summary>
    private static string Whole(string answer)
    {
        var broken = false;
        for (var i = 0; i < answer.Length && !broken; i++)
            broken = char.IsSurrogate(answer[i]) && !(i + 1 < answer.Length && char.IsSurrogatePair(answer[i], answer[++i]));
        return broken ? string.Concat(answer.EnumerateRunes()) : answer;
    }

    /// <summary>Models that reason aloud first put that between tags.</summary>
    private static string WithoutThoughts(string text)
    {
        var end = text.StartsWith("<think", StringComparison.OrdinalIgnoreCase) ? text.IndexOf("</think", StringComparison.OrdinalIgnoreCase) : -1;
        var close = end < 0 ? -1 : text.IndexOf('>', end);
        return close < 0 ? text : text[(close + 1)..].Trim();
    }

    /// <summary>The inside of the first fenced block that holds JSON or is the whole answer.</summary>
    private static string Unfence(string text)
    {
        var open = text.IndexOf("```", StringComparison.Ordinal);
        var line = open < 0 ? -1 : text.IndexOf('\n', open);
        var close = line < 0 ? -1 : text.IndexOf("```", line, StringComparison.Ordinal);
        if (close < 0)
            return text;
        var inside = text[(line + 1)..close].Trim();
        return (open == 0 && close + 3 == text.Length) || AnswerJson.LooksLike(inside) ? inside : text;
    }

    private static Copy FromLines(string text)
    {
        var (at, seen) = (0, 0);
        while (at < text.Length && seen < SubjectWithin)
        {
            var end = text.IndexOf('\n', at) is var newline && newline < 0 ? text.Length : newline;
            var line = text.AsSpan(at, end - at).Trim();
            seen += line.IsEmpty ? 0 : 1;
            if (SubjectIn(line) is { } subject)
                return new(subject, WithoutLabel(text[end..].Trim()));
            at = end + 1;
        }
        return new(null, WithoutLabel(text));
    }

    private static string? SubjectIn(ReadOnlySpan<char> line)
    {
        if (line.Length > 400)
            return null;
        var match = SubjectLine().Match(line.ToString());
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string WithoutLabel(string text) => BodyLabel().Match(text) is { Success: true } label ? text[label.Length..].Trim() : text;

    private static string Unquote(string text)
    {
        if (text.Length < 2 || !IsQuoted(text[0], text[^1]) || text.AsSpan(1, text.Length - 2).IndexOfAny(['"', '“', '”', '„']) >= 0)
            return text;
        return text[1..^1].Trim();
    }

    private static bool IsQuoted(char first, char last) => (first, last) is ('"', '"') or ('“', '”') or ('„', '“') or ('„', '”') or ('«', '»') or ('「', '」');

    [GeneratedRegex(@"^[\W_]{0,6}(?:subject(?: line)?|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|ämne|emne|aihe|тема|主题|主題|件名|标题|konu)[*_]{0,3}\s{0,3}[:：]\s{0,3}[*_]{0,3}\s{0,3}(\S.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex SubjectLine();

    [GeneratedRegex(@"^[*_#\s]{0,6}(?:body|e-?mail(?: body)?|message|text|opener|nachricht|corps|cuerpo|corpo|正文|本文)[*_]{0,3}\s{0,3}[:：][*_]{0,3}\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BodyLabel();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BlankLines();
}
