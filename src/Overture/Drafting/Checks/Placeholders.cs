using System.Buffers;
using System.Text.RegularExpressions;

namespace Overture.Drafting.Checks;

/// <summary>Places that were to be filled and were not: {{x}}, {x}, [Name], &lt;name&gt;, XXX, "Your Company", "Hi null,".</summary>
internal static partial class Placeholders
{
    private const int GreetingWithin = 60;
    private static readonly SearchValues<char> s_signs = SearchValues.Create("{}[<%$_【［");
    private static readonly SearchValues<string> s_words = SearchValues.Create(
        ["XXX", " Name", " Company", " Title", " Position", " Product", " Service", " NAME", " COMPANY", "nsert ", "INSERT ", "orem ipsum"], StringComparison.Ordinal);

    public static string? Find(Passage text)
    {
        var found = text.Text.AsSpan().ContainsAny(s_signs) || text.Text.AsSpan().ContainsAny(s_words) ? Pattern().Match(text.Text) : Match.Empty;
        if (!found.Success)
            found = EmptyGreeting().Match(text.Body[..Math.Min(text.Body.Length, GreetingWithin)].ToString());
        return found.Success ? $"A placeholder is left: \"{Excerpt.Of(found.Value)}\". Write the words themselves or do without." : null;
    }

    [GeneratedRegex("""
        \{[^{}\n]{0,80}\}? | [}] | \[[^\]\n]{0,80}\p{L}[^\]\n]{0,80}\] | ［[^］\n]{1,80}］ | 【(?:姓名|公司|公司名称|名前|お名前|会社名|貴社名|氏名)】
        | <[\p{L}_ ]{2,40}> | %%?[A-Za-z_]{3,40}%%? | \$\{ | \$[A-Z_]{3,} | \bX{3,}\b | _{3,}
        | \b[Yy]our[ ](?:Name|Company|Title|Position|Product|Service)\b | \b(?:Company|First|Last|Recipient(?:['’]s)?|Prospect)[ ]Name\b | \bYOUR[ ](?:NAME|COMPANY)\b
        | \b(?:[Ii]nsert|INSERT)[ ](?:\w+[ ]){0,3}(?i:here|name|company)\b | [Ll]orem[ ]ipsum
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A(?:hi|hello|hey|dear|hallo|bonjour|hola|ciao|olá|lieber?) (?:(?:null|undefined|none|nan|n/a|unknown)\b|,)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex EmptyGreeting();
}
