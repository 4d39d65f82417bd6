namespace Overture.Drafting.Checks;

/// <summary>A signature: a closing formula on its own line or after the last sentence, or a last line that is a name.</summary>
internal static class Signature
{
    private const int LastLines = 5;
    private const int LongestName = 4;
    /// <summary>Characters; a longer line is no signature.</summary>
    private const int LongestLine = 70;

    public static string? Find(Passage text)
    {
        var body = text.Text[text.BodyStart..];
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = lines.Length == 0 ? null : OnLines(lines) ?? Inline(lines[^1]);
        return found is null ? null : $"It ends with a signature (\"{Excerpt.Of(found)}\"). End with the last sentence.";
    }

    private static string? OnLines(string[] lines)
    {
        // The first line greets or is all there is.
        for (var i = Math.Max(1, lines.Length - LastLines); i < lines.Length; i++)
        {
            if (lines[i].Length <= LongestLine && IsClosing(Passage.Of(lines[i]), lines[i], nameFollows: i + 1 < lines.Length && IsName(lines[i + 1])))
                return lines[i];
        }
        return lines.Length > 1 && IsName(lines[^1]) ? lines[^1] : null;
    }

    private static bool IsClosing(Passage line, string text, bool nameFollows)
    {
        if (line.Words.Count is 0 or > 9)
            return text is "--" or "-- ";
        var strong = Phrases.Closing.At(line, 0).Words;
        if (strong > 0)
            return strong == line.Words.Count || IsNameAfter(line, strong);
        var weak = Phrases.WeakClosing.At(line, 0).Words;
        return weak > 0 && (weak == line.Words.Count ? nameFollows || text.EndsWith(',') : text.Contains(',', StringComparison.Ordinal) && IsNameAfter(line, weak));
    }

    /// <summary>"… this week? Cheers, Anna" on one line.</summary>
    private static string? Inline(string line)
    {
        var end = line.AsSpan().TrimEnd().TrimEnd(".!").LastIndexOfAny("?!.…。");
        var tail = line[(end + 1)..].Trim(' ', '-', '–', '—');
        return end >= 0 && tail.Length is > 0 and <= LongestLine && IsClosing(Passage.Of(tail), tail, nameFollows: false) ? tail : null;
    }

    private static bool IsNameAfter(Passage line, int from)
    {
        for (var i = from; i < line.Words.Count; i++)
        {
            if (!IsCapital(line[i]) && line[i] is not ("from" or "von" or "de" or "van"))
                return false;
        }
        return line.Words.Count - from <= LongestName && !line.Text.EndsWith('?');
    }

    /// <summary>One to four capitalised words without an end mark: "John Doe", "– Anna", "Anna | Acme".</summary>
    private static bool IsName(string line)
    {
        if (line.Length > LongestLine)
            return false;
        var name = Passage.Of(line.Trim('-', '–', '—', ' ', '~'));
        if (name.Words.Count is 0 or > LongestName || line[^1] is '.' or '?' or '!' or '…' or '。' or '？' or '！' or ':' or ',')
            return false;
        for (var i = 0; i < name.Words.Count; i++)
        {
            if (!IsCapital(name[i]))
                return false;
        }
        return Phrases.Greeting.At(name, 0).Words == 0;
    }

    private static bool IsCapital(ReadOnlySpan<char> word) => char.IsUpper(word[0]) || word[0] >= 0x2E80;
}
