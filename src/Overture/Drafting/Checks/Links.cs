using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Overture.Drafting.Checks;

/// <summary>
/// Links, hosts, addresses, handles and telephone numbers in a text, as it looks (see <see cref="Skeleton"/>), also the ways around a
/// filter: "evil dot com", "hxxp", "evil[.]com", an odd dot, a digit for a letter. The row's own bare host or company
/// name may be named; nothing else that was not allowed.
/// </summary>
internal static partial class Links
{
    private static readonly FrozenSet<string> s_endings =
        DataFile.Lines(typeof(Links), "tlds.txt").SelectMany(l => l.Split(' ')).SelectMany(e => (string[])[e, Skeleton.Of(e)]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_endingSpans = s_endings.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string> s_technologies = FrozenSet.Create(StringComparer.Ordinal, "asp.net", "vb.net", "ado.net", "ml.net");
    private static readonly SearchValues<string> s_splits = SearchValues.Create([" .", "\n.", ". com", ". net", ". org", ". c0m"], StringComparison.Ordinal);
    // A full stop before these, in brackets or spelled out, is a host whatever stands around it.
    private const string Common = "com|c0m|net|org|info|biz|io|ai|co|ru|cn|xyz|top|site|online|shop|app|dev|club|tk|example|test";

    public static string? Find(Passage text, OutputRules rules, CopyContext context)
    {
        if (rules.AllowLinks)
            return null;
        var plain = text.Skeleton;
        var found = Host(text.Text, plain, rules, context) ?? Address(plain, rules) ?? Split(text.Text, rules) ?? Number(plain, rules);
        return found is null ? null : $"It holds a link or address that was not allowed: \"{Excerpt.Of(found)}\". Leave it out.";
    }

    private static string? Address(string plain, OutputRules rules)
    {
        if (plain.AsSpan().ContainsAny(":/\\") && FirstOf(Scheme(), plain, rules) is { } scheme)
            return scheme;
        if (plain.AsSpan().IndexOf('@') >= 0 && FirstOf(Handle(), plain, rules) is { } handle)
            return handle;
        if (plain.Contains("www", StringComparison.Ordinal) || plain.Contains("xn--", StringComparison.Ordinal) || plain.Contains("h**p", StringComparison.Ordinal))
            return FirstOf(Web(), plain, rules);
        return MayHideDot(plain) ? FirstOf(HiddenDot(), plain, rules) : null;
    }

    private static bool MayHideDot(string plain) =>
        plain.Contains("dot", StringComparison.Ordinal) || plain.Contains("d0t", StringComparison.Ordinal) || plain.AsSpan().ContainsAny("[({")
        || plain.Contains("punkt", StringComparison.Ordinal) || plain.Contains("punto", StringComparison.Ordinal) || plain.Contains("точка", StringComparison.Ordinal);

    private static string? Split(string text, OutputRules rules) =>
        text.AsSpan().ContainsAny(s_splits) ? FirstOf(SplitDot(), text, rules) : null;

    private static string? Number(string plain, OutputRules rules) =>
        plain.AsSpan().ContainsAnyInRange('0', '9') ? FirstOf(Telephone(), plain, rules) : null;

    private static string? FirstOf(Regex pattern, string plain, OutputRules rules)
    {
        for (var match = pattern.Match(plain); match.Success; match = match.NextMatch())
        {
            if (!IsAllowed(Around(plain, match.Index, match.Length), rules))
                return match.Value;
        }
        return null;
    }

    /// <summary>Every "word.word" whose last part is an ending, with the address around it.</summary>
    private static string? Host(string text, string plain, OutputRules rules, CopyContext context)
    {
        for (var dot = plain.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = plain.IndexOf('.', dot + 1))
        {
            if (dot == 0 || !IsLabel(plain[dot - 1]) || Ending(plain, dot) is not { Length: > 0 } ending || IsLostSpace(text, plain, dot, ending))
                continue;
            var (start, end) = Bounds(plain, dot);
            var whole = plain[start..end].TrimEnd('.', ',', ';', ':', '!', '?', ')', '"', '\'');
            if (!IsAllowed(whole, rules) && !IsOwn(whole, context) && !s_technologies.Contains(whole))
                return whole;
        }
        return null;
    }

    private static string? Ending(string plain, int dot)
    {
        var end = dot + 1;
        while (end < plain.Length && IsLabel(plain[end]))
            end++;
        var label = plain.AsSpan(dot + 1, end - dot - 1);
        if (s_endingSpans.Contains(label) || label.StartsWith("xn--") || (label.Length > 1 && IsLeetEnding(label)))
            return label.ToString();
        // "evil.com它" and "evil.com_now": ideographs and joiners need no space.
        var ascii = label.IndexOfAnyExceptInRange('a', 'z');
        return ascii > 1 && s_endingSpans.Contains(label[..ascii]) ? label[..ascii].ToString() : null;
    }

    private static bool IsLeetEnding(ReadOnlySpan<char> label) => label is "c0m" or "0rg" or "n3t" or "1o" or "inf0" or "0nline" or "sh0p";

    /// <summary>A full stop without its space ("great.It") is no host when the ending is also a word and begins with a capital.</summary>
    private static bool IsLostSpace(string text, string plain, int dot, string ending)
    {
        // Positions agree only where nothing was folded away.
        if (text.Length != plain.Length || ending.Length != 2 || !Language.IsStopWord(Passage.HashOf(ending)))
            return false;
        return char.IsUpper(text[dot + 1]) && char.IsLower(text[dot - 1]);
    }

    private static bool IsLabel(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';

    private static (int Start, int End) Bounds(string plain, int dot)
    {
        var (start, end) = (dot, dot);
        while (start > 0 && !IsEdge(plain[start - 1]))
            start--;
        while (end < plain.Length && !IsEdge(plain[end]))
            end++;
        return (start, end);
    }

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || c is '"' or '“' or '”' or '(' or ')' or '<' or '>' or '[' or ']' or ',' or ';' or '、' or '，' or '「' or '」';

    private static string Around(string plain, int index, int length)
    {
        var start = Bounds(plain, index).Start;
        return plain[start..Math.Max(Bounds(plain, index).End, index + length)].TrimEnd('.', ',', ';', ':', '!', '?', ' ');
    }

    private static bool IsAllowed(string found, OutputRules rules)
    {
        foreach (var allowed in rules.AllowedLinks)
        {
            if (Bare(found).Equals(Bare(allowed.ToLowerInvariant()), StringComparison.Ordinal))
                return true;
            // An allowed host allows its pages; an allowed page allows itself alone.
            if (!Bare(allowed.ToLowerInvariant()).Contains('/', StringComparison.Ordinal) && !found.Contains('@', StringComparison.Ordinal) && Bare(found).StartsWith($"{Bare(allowed.ToLowerInvariant())}/", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static string Bare(string link)
    {
        var scheme = link.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme >= 0 ? link[(scheme + 3)..] : link;
        return (rest.StartsWith("www.", StringComparison.Ordinal) ? rest[4..] : rest).TrimEnd('/');
    }

    /// <summary>The lead's own host, named bare ("acme.com"), or a company that is called like a host. No path, no scheme.</summary>
    private static bool IsOwn(string found, CopyContext context)
    {
        foreach (var name in (ReadOnlySpan<string>)["website", "company", "email"])
        {
            if (context.Fields.TryGetValue(name, out var value) && found.Equals(OwnHost(name, value.Trim().ToLowerInvariant()), StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static string OwnHost(string field, string value) => field switch
    {
        "website" => Bare(value).Split('/')[0],
        "email" => value[(value.IndexOf('@', StringComparison.Ordinal) + 1)..],
        _ => value,
    };

    [GeneratedRegex(@"(?:[a-z][a-z0-9+.-]{1,15}|h\W{0,2}t\W{0,2}t\W{0,2}p\W{0,2}s?)\s?[:;]\s?[/\\]{1,2}|\b(?:mailto|tel|sms|callto|skype|javascript|data|facetime)\s?:\s?[\w+]|//:|[/\\]{2}\w|\bhxxps?\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?:^|\W)@[\w.]{3,}|[\w.+-]\s?@\s?[\w-]", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Handle();

    [GeneratedRegex(@"\bwww\d?\s?[.,]|\bxn--|\bh\*\*p", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Web();

    [GeneratedRegex($@"\w\s?[\[({{<]\s?(?:\.|dot|d0t|punkt|punto|point|ponto|точка|at)\s?[\])}}>]\s?\w|\w[\s_-](?:dot|d0t)[\s_-](?:{Common})\b|\w[\s_-](?:punkt|punto|точка)[\s_-](?:com|net|org|info|io|ком|ру)\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HiddenDot();

    // In the text as it stands: "Dúvida. Com" begins a sentence, "evil. com" does not.
    [GeneratedRegex($@"\w\s\.\s?(?:{Common})\b|\w\.\s(?:com|net|org|c0m)\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex SplitDot();

    [GeneratedRegex(@"(?:\+|\b00)\s?\(?\d(?:[\s().-]{0,2}\d){6,}|\(\d{2,5}\)\s?\d(?:[\s.-]?\d){4,}|\b\d{3}[\s.-]\d{3}[\s.-]\d{4}\b|\b0\d{1,4}[\s/-]\d(?:[\s/-]?\d){5,}|\b\d{9,}\b|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\b[a-z]{2}\d{2}(?:\s?\d{4}){3,}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Telephone();
}
