using System.Text.RegularExpressions;

namespace Overture.Tests.House;

/// <summary>What is committed is finished, and speaks of the product, not of how it came to be.</summary>
internal static partial class WordRule
{
    private static readonly string[] Pictures = [".png", ".ico", ".jpg", ".woff2", ".xlsx", ".xls", ".zip", ".gz", ".br"];

    public static IEnumerable<string> Loose(string file, string text) =>
        from line in Pictures.Contains(Path.GetExtension(file)) ? [] : text.Split('\n').Index()
        from match in Word().Matches(line.Item)
        select $"{file}:{line.Index + 1}: {match.Value.Trim()}";

    [GeneratedRegex("""
        \b(TO[D]O|FIX[M]E|HAC[K]|NotImplemente[d]Exception)\b|\b[iI]ssu[e] #?[0-9]+\b|\b[sS]u[b]-?agents?\b|\bshare[d]/(design|style|facts|trials|packages|corpora|house|ui)\b|(^|[\s"'(`])/wor[k]/(main|wt|shared)\b
        """, RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
