using System.Globalization;
using System.Text;
using Overture.Audience.Cleaning;

namespace Overture.Drafting.Sites;

/// <summary>
/// Lines of visible text: runs of white space are one space, empty lines and lines that were there already are left out, and so is every
/// character that cannot be seen (RFC 8265-like care: format and control characters, Unicode tags, variation selectors, fillers, private use),
/// since a model reads those too. Joiners stay where a script needs them (Persian, the scripts of India).
/// </summary>
internal sealed class PlainText(int max)
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private readonly HashSet<string> lines = new(StringComparer.Ordinal);
    private bool gap;

    public bool IsFull => text.Length >= max;

    /// <summary>One line of text, cleaned.</summary>
    public static string? Line(string? text, int max)
    {
        var plain = new PlainText(max);
        plain.Append(text ?? "");
        return plain.ToString() is { Length: > 0 } clean ? clean : null;
    }

    public void Append(ReadOnlySpan<char> more)
    {
        var before = default(Rune);
        foreach (var rune in more.EnumerateRunes())
        {
            if (line.Length > max)
            {
                return;
            }

            Append(rune, before);
            before = rune;
        }
    }

    /// <summary>What follows stands apart from what was, on the same line.</summary>
    public void Gap() => gap = true;

    public void Break()
    {
        gap = false;
        var said = CleanText.Whole(line.ToString()).Normalize(NormalizationForm.FormC);
        line.Clear();
        if (said.Length > 0 && !IsFull && lines.Add(said))
        {
            _ = text.Length > 0 ? text.Append('\n') : text;
            text.Append(said);
        }
    }

    /// <summary>At most the given number of characters, cut between words where that is near.</summary>
    public override string ToString()
    {
        Break();
        if (text.Length <= max)
        {
            return text.ToString();
        }

        var cut = text.ToString(0, max);
        var space = cut.LastIndexOfAny([' ', '\n']);
        return (space > max - 80 ? cut[..space] : char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut).TrimEnd();
    }

    private void Append(Rune rune, Rune before)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            gap = true;
        }
        else if (IsSeen(rune) || (rune.Value is 0x200C or 0x200D && before.Value is >= 0x0600 and < 0x0E00))
        {
            _ = gap && line.Length > 0 ? line.Append(' ') : line;
            gap = false;
            line.Append(rune.ToString());
        }
    }

    private static bool IsSeen(Rune rune) => rune.Value switch
    {
        0xFFFD or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 => false,
        >= 0xFE00 and <= 0xFE0F or >= 0x180B and <= 0x180F or >= 0xE0000 and <= 0xE0FFF => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate),
    };
}
