using System.Text.RegularExpressions;

namespace Overture.Drafting.Checks;

/// <summary>Places that were to be filled and were not: {{x}}, {x}, [Name], &lt;name&gt;, XXX, "Your Company", "Hi null,".</summary>
internal static partial class Placeholders
{
    private static readonly System.Buffers.SearchValues<string> s_marks = System.Buffers.SearchValues.Create(
        ["{", "}", "[", "<", "%", "$", "XX", "__", "【", "［",
         "our Name", "our Company", "our Title", "our Position", "our Product", "our Service", "ompany Name", "irst Name", "ast Name", "ecipient", "nsert ", "INSERT", "orem ipsum", "OUR NAME", "OUR COMPANY",
         "null", "Null", "None", "none", "NULL", "undefined", "Undefined", "NaN", "nan", "n/a", "N/A", "Unknown", "unknown", " ,"],
        StringComparison.Ordinal);

    public static string? Find(Passage text)
    {
        if (text.Text.AsSpan().IndexOfAny(s_marks) < 0)
            return null;
        var found = Pattern().Match(text.Text);
        return found.Success ? $"A placeholder is left: \"{Excerpt.Of(found.Value)}\". Write the words themselves or do without." : null;
    }

    [GeneratedRegex("""
        \{[^{}\n]{0,80}\}? | [}] | \[[^\]\n]{0,80}\p{L}[^\]\n]{0,80}\] | ［[^］\n]{1,80}］ | 【(?:姓名|公司|公司名称|名前|お名前|会社名|貴社名|氏名)】
        | <[\p{L}_ ]{2,40}> | %%?[A-Za-z_]{3,40}%%? | \$\{ | \$[A-Z_]{3,} | \bX{3,}\b | _{3,}
        | \b[Yy]our[ ](?:Name|Company|Title|Position|Product|Service)\b | \b(?:Company|First|Last|Recipient(?:['’]s)?|Prospect)[ ]Name\b | \bYOUR[ ](?:NAME|COMPANY)\b
        | \b(?:[Ii]nsert|INSERT)[ ](?:\w+[ ]){0,3}(?i:here|name|company)\b | [Ll]orem[ ]ipsum
        | \A(?:.{0,150}\n\n)?(?i:hi|hello|hey|dear|hallo|bonjour|hola|ciao|olá|liebe[r]?)[ ](?i:null|undefined|none|nan|n/a|unknown|,)\b?[ ,!]?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Pattern();
}
