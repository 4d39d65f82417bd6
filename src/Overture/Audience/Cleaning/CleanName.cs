using System.Collections.Frozen;
using System.Text;

namespace Overture.Audience.Cleaning;

/// <summary>
/// Names as a greeting writes them: without degrees, nicknames and decoration, "MARIA JOSE" as "Maria Jose". What somebody wrote in
/// both cases is left as it is, and so is every script without case. A cell that is no name (an address, "n/a") gives none.
/// </summary>
internal static partial class CleanName
{
    private const int MostSteps = 8;

    private static readonly Dictionary<string, string[]> Words = WordTable.Lines(typeof(CleanName), "NameWords.txt")
        .Select(WordTable.Split).ToDictionary(line => line.Label, line => line.Entries);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = Folded(Words["Before"].Where(word => word[^1] != '.'));
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeWithDot = Folded(Words["Before"].Where(word => word[^1] == '.'));
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> After = Folded(Words["After"]);
    private static readonly FrozenSet<string> Bare = Words["Bare"].ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Small = Words["Small"].ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Nothing = new[] { "na", "null", "none", "nil", "undefined", "unknown", "notavailable", "keineangabe" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>"DR. ANNA M." → "Anna".</summary>
    public static string First(string cell) => Settled(cell, name => Cased(WithoutInitial(Bared(name)), mayBeginSmall: false));

    /// <summary>"VAN DER BERG, MBA" → "van der Berg".</summary>
    public static string Last(string cell) => Settled(cell, name => Cased(Bared(name), mayBeginSmall: true));

    /// <summary>"MÜLLER, Dr. Anna" → "Anna Müller".</summary>
    public static string Full(string cell) => Settled(cell, name => Cased(InOrder(Bared(name)), mayBeginSmall: false));

    // What is taken away may bare more of its kind: until nothing changes. Each step but the casing makes the name shorter.
    private static string Settled(string cell, Func<string, string> clean)
    {
        var name = cell;
        for (var i = 0; i < MostSteps && !IsPlain(name); i++)
        {
            var next = clean(name);
            if (next == name)
            {
                break;
            }

            name = next;
        }

        return name;
    }

    // Most cells: one word of letters, the first of them a capital.
    private static bool IsPlain(string cell)
    {
        if (cell.Length < 2 || !char.IsAsciiLetterUpper(cell[0]))
        {
            return false;
        }

        foreach (var c in cell.AsSpan(1))
        {
            if (!char.IsAsciiLetterLower(c) && !(char.IsLower(c) && c < '\u0250'))
            {
                return false;
            }
        }

        return cell.Length > 4 || !Before.Contains(cell) && !IsNothing(cell);
    }

    /// <summary>The name alone: no decoration, nickname, form of address or degree.</summary>
    private static string Bared(string cell)
    {
        var line = CleanText.Line(cell);
        if (line.Contains('@', StringComparison.Ordinal) || line.Contains("://", StringComparison.Ordinal) || IsNothing(line))
        {
            return "";
        }

        return WithoutDegrees(Undecorated(line));
    }

    private static bool IsNothing(string line) =>
        (TitleCase.IsShouted(line) || TitleCase.IsWhispered(line) || line.Contains('/', StringComparison.Ordinal)) && Nothing.Contains(Fold.Key(line)) && line is not ("NA" or "na");

    private static string Undecorated(string line)
    {
        var name = Kept(line, asides: false);
        name = CleanText.HasLetter(name) ? name : Kept(line, asides: true);
        return CleanText.HasLetter(name) ? WithoutNickname(name) : "";
    }

    private static string Kept(string line, bool asides)
    {
        var kept = new StringBuilder(line.Length);
        var depth = 0;
        foreach (var rune in CutAtBar(line).EnumerateRunes())
        {
            depth += rune.Value is '(' or '[' or '（' ? 1 : rune.Value is ')' or ']' or '）' && depth > 0 ? -1 : 0;
            if ((depth == 0 || asides) && (Rune.IsLetter(rune) || IsJoint(rune.Value) || (kept.Length > 0 && CleanText.IsMark(rune) && rune.Value is < 0xFE00 or > 0xFE0F)))
            {
                kept.Append(rune.ToString());
            }
            else if (kept.Length > 0 && kept[^1] != ' ')
            {
                kept.Append(' ');
            }
        }

        return kept.ToString().Trim(' ', ',', '-', '&', '/', '\u200C', '\u200D', '·', '・');
    }

    private static ReadOnlySpan<char> CutAtBar(string line) => line.IndexOf('|', StringComparison.Ordinal) is var bar and > 0 ? line.AsSpan(0, bar) : line;

    private static bool IsJoint(int c) => c is '\'' or '’' or 'ʼ' or '`' or '´' or '-' or '‐' or '.' or ',' or '&' or '/' or '"' or '“' or '”' or '„' or '·' or '・' or '\u200C' or '\u200D';

    private static string WithoutNickname(string name)
    {
        var open = name.AsSpan().IndexOfAny('"', '“', '„');
        var close = name.AsSpan().LastIndexOfAny('"', '“', '”');
        var without = open > 0 && close > open && close < name.Length - 1 ? string.Concat(name.AsSpan(0, open).TrimEnd(), " ", name.AsSpan(close + 1).TrimStart()) : name;
        return without.AsSpan().IndexOfAny('"', '“', '”') < 0 && !without.Contains('„', StringComparison.Ordinal) ? without
            : CleanText.Line(without.Replace('"', ' ').Replace('“', ' ').Replace('”', ' ').Replace('„', ' '));
    }

    private static string WithoutDegrees(string name)
    {
        while (name.Length > 0)
        {
            var shorter = WithoutDegreeAfter(WithoutAddressBefore(name));
            if (shorter.Length == name.Length || !CleanText.HasLetter(shorter))
            {
                return name;
            }

            name = shorter;
        }

        return name;
    }

    private static string WithoutAddressBefore(string name)
    {
        var end = name.IndexOf(' ', StringComparison.Ordinal);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (end < 0 && (dot < 0 || dot == name.Length - 1))
        {
            return name;
        }

        var word = name.AsSpan(0, end < 0 ? dot + 1 : end);
        if (IsAddress(word) || (dot > 0 && dot + 1 < word.Length && IsAddress(word = word[..(dot + 1)])))
        {
            return name[word.Length..].TrimStart(' ', ',');
        }

        return name;
    }

    private static bool IsAddress(ReadOnlySpan<char> word)
    {
        Span<char> key = stackalloc char[Fold.Longest];
        key = key[..Fold.Into(word, key)];
        return Before.Contains(key) || (word[^1] == '.' && BeforeWithDot.Contains(key));
    }

    private static string WithoutDegreeAfter(string name)
    {
        Span<char> key = stackalloc char[Fold.Longest];
        var comma = name.LastIndexOf(',');
        if (comma > 0 && (comma == name.Length - 1 || After.Contains(key[..Fold.Into(name.AsSpan(comma + 1), key)]) || AreAllDegrees(name.AsSpan(comma + 1).Trim())))
        {
            return name[..comma].TrimEnd();
        }

        var space = name.LastIndexOf(' ');
        return space > 0 && Bare.Contains(name[(space + 1)..]) ? name[..space].TrimEnd(' ', ',') : name;
    }

    private static bool AreAllDegrees(ReadOnlySpan<char> words)
    {
        Span<char> key = stackalloc char[Fold.Longest];
        foreach (var range in words.Split(' '))
        {
            if (!After.Contains(key[..Fold.Into(words[range], key)]))
            {
                return false;
            }
        }

        return true;
    }

    // "Anna M." is greeted as Anna; "J. R." stays.
    private static string WithoutInitial(string name)
    {
        while (name.LastIndexOf(' ') is var space and > 1 && name[space - 1] != '.' && IsInitial(name.AsSpan(space + 1)))
        {
            name = name[..space].TrimEnd();
        }

        return name;
    }

    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length is 1 or 2 && word[0] < '\u2E80' && char.IsLetter(word[0]) && (word.Length == 1 || word[1] == '.');

    // "Müller, Anna" is how lists are sorted, not how people are greeted.
    private static string InOrder(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return name;
        }

        var after = WithoutDegrees(name[(comma + 1)..].Trim());
        return after.Contains(',', StringComparison.Ordinal) || after.AsSpan().Count(' ') > 1 || !CleanText.HasLetter(after) || !CleanText.HasLetter(name.AsSpan(0, comma))
            ? name[..comma].TrimEnd()
            : WithoutDegrees($"{after} {name.AsSpan(0, comma).Trim()}");
    }

    private static string Cased(string name, bool mayBeginSmall)
    {
        if (name.Length == 0 || (!TitleCase.IsShouted(name) && !HasOddWord(name)))
        {
            return name;
        }

        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Word(words[i], small: i < words.Length - 1 && (i > 0 || mayBeginSmall));
        }

        return string.Join(' ', words);
    }

    private static bool HasOddWord(string name)
    {
        foreach (var range in name.AsSpan().Split(' '))
        {
            var word = name.AsSpan()[range];
            if (TitleCase.IsShouted(word) || TitleCase.IsShoutedScot(word) || (word.Length > 0 && char.IsLower(word[0])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Word(string word, bool small)
    {
        if (small && Small.Contains(word.ToLowerInvariant()) && !IsTitled(word))
        {
            return word.ToLowerInvariant();
        }

        if (TitleCase.IsWhispered(word) || IsInverted(word) || TitleCase.IsShoutedScot(word))
        {
            return TitleCase.Word(word);
        }

        return TitleCase.IsShouted(word) && !AreInitials(word) ? TitleCase.Word(word) : word;
    }

    private static bool IsTitled(string word) => char.IsUpper(word[0]) && word.Length > 1 && char.IsLower(word[1]);

    // "aNNA": the caps lock key was on.
    private static bool IsInverted(string word) => word.Length > 2 && char.IsLower(word[0]) && TitleCase.IsShouted(word.AsSpan(1)) && !TitleCase.IsApostrophe(word[1]);

    // "J", "J.R.", "TJ", "AJ", "III"; but "LI" and "BO" are names.
    private static bool AreInitials(string word) => word.Length == 1 || (word.Contains('.', StringComparison.Ordinal) && word.Length <= 6)
        || (word.Length == 2 && (word[1] is 'J' or 'C' || !TitleCase.HasVowel(word))) || word is "II" or "III" or "IV";

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded(IEnumerable<string> words) =>
        words.Select(word => Fold.Key(word)).Distinct(StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
