using System.Collections.Frozen;

namespace Overture.Audience.Cleaning;

/// <summary>What people and programs write into a cell to say that there is nothing to say: "n/a", "-", "unknown".</summary>
internal static class NoValue
{
    private const int Longest = 20;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words =
        new[] { "null", "none", "nil", "undefined", "unknown", "notavailable", "notapplicable", "tbd", "keineangabe" }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Marks = new[] { "n/a", "n.a.", "#n/a", "-", "--", "---", "–", "—", ".", "..", "...", "…", "?", "??", "/", "_" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="line">As <see cref="CleanText.Line"/> leaves it.</param>
    public static bool Is(string line)
    {
        if (line.Length > Longest)
        {
            return false;
        }

        Span<char> key = stackalloc char[Fold.Longest];
        return Marks.Contains(line) || Words.Contains(key[..Fold.Into(line, key)]);
    }
}
