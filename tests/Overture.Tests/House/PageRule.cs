using System.Text.RegularExpressions;

namespace Overture.Tests.House;

/// <summary>The pages' policy is default-src 'self': what is inline, from elsewhere, or unescaped does not belong in markup.</summary>
internal static partial class PageRule
{
    public static IEnumerable<string> Inline(string file, string text) => Lines(file, text, Forbidden());

    public static IEnumerable<string> Shouting(string file, string text) => Lines(file, text, Important());

    private static IEnumerable<string> Lines(string file, string text, Regex forbidden) =>
        from line in text.Split('\n').Index()
        from match in forbidden.Matches(line.Item)
        select $"{file}:{line.Index + 1}: {match.Value}";

    [GeneratedRegex("""<[a-zA-Z][^>]*\s(style|on[a-z]+)\s*=|<style\b|<script>|=\s*["']?javascript:|<(script|link|img)\b[^>]*\s(src|href)\s*=\s*["']?https?:|MarkupString""", RegexOptions.NonBacktracking)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"!\s*important", RegexOptions.NonBacktracking)]
    private static partial Regex Important();
}
